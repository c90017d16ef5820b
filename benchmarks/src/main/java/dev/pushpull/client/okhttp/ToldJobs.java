package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.JobWatch;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.Worker;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import okhttp3.Request;

/**
 * Jobs of one client whose server tells how far they are: each has a virtual thread and, while it
 * lasts, a connection; a long poll's connection is used again for a later job. Safe from any
 * thread.
 */
final class ToldJobs {

  /** An empty answer ahead of its wait means that the server does not hold requests now. */
  private static final long UNHELD_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ClientStack stack;
  private final BiFunction<SubscriberOrder, SubscriberListener, Device> devices;
  private final SubscriberOrder order;
  private final JobListener listener;
  private final List<Worker> workers = new ArrayList<>(); // guarded by this
  private final List<Subscriber> open = new ArrayList<>(); // guarded by this
  private final List<Device> made = new ArrayList<>(); // guarded by this
  private final Deque<Device> idle = new ArrayDeque<>(); // guarded by this
  private final AtomicInteger opening = new AtomicInteger();
  private ByteCounts closedBytes = ByteCounts.ZERO; // guarded by this
  private boolean stopping; // guarded by this

  /**
   * @param stack makes streams
   * @param devices makes connections for long polls
   */
  ToldJobs(
      ClientStack stack,
      BiFunction<SubscriberOrder, SubscriberListener, Device> devices,
      SubscriberOrder order,
      JobListener listener) {
    this.stack = stack;
    this.devices = devices;
    this.order = order;
    this.listener = listener;
  }

  /**
   * Listens for a job on a thread of its own.
   *
   * @param onOver called when it has ended or is given up
   */
  synchronized void watch(int job, Submitter.Accepted accepted, Runnable onOver) {
    if (stopping) {
      onOver.run();
      return;
    }
    opening.incrementAndGet();
    workers.add(
        Worker.start(
            "job-" + job,
            self -> {
              try {
                watch(self, job, accepted);
              } finally {
                onOver.run();
              }
            }));
  }

  private void watch(Worker self, int job, Submitter.Accepted accepted)
      throws InterruptedException {
    var watch = new JobWatch(job, listener);
    SubscriberOrder watching = order.at(accepted.location());
    if (order.strategy() instanceof Strategy.LongPoll) {
      opening.decrementAndGet();
      poll(self, watch, watching, accepted);
    } else {
      listen(watch, watching);
    }
  }

  private void listen(JobWatch watch, SubscriberOrder watching) throws InterruptedException {
    Subscriber subscriber = opened(watching, watch);
    try {
      open(subscriber);
      watch.awaitOver();
    } catch (IOException e) {
      // The listener has been notified of it.
    } finally {
      subscriber.close();
      closed(subscriber);
    }
  }

  private void open(Subscriber subscriber) throws IOException, InterruptedException {
    try {
      subscriber.connect();
    } finally {
      opening.decrementAndGet();
    }
  }

  private synchronized Subscriber opened(SubscriberOrder watching, JobWatch watch) {
    Subscriber subscriber = stack.subscriber(watching, watch);
    open.add(subscriber);
    return subscriber;
  }

  private synchronized void closed(Subscriber subscriber) {
    open.remove(subscriber);
    closedBytes = closedBytes.plus(subscriber.bytes());
  }

  private void poll(
      Worker self, JobWatch watch, SubscriberOrder watching, Submitter.Accepted accepted)
      throws InterruptedException {
    Device device = taken(watching);
    Request plain = device.request().newBuilder().url(watching.feed().toString()).build();
    var fetcher =
        new Fetcher(
            device, plain, accepted.version(), accepted.validator(), new ListenerGate(watch));
    String prefer = "wait=" + watching.longPollWait().toSeconds();
    while (!watch.isOver() && !self.isStopping()) {
      Request request = fetcher.conditional().header("Prefer", prefer).build();
      Fetcher.Outcome outcome = fetcher.fetch(request, Exchange.Kind.LONG_POLL);
      if (!outcome.fruitful()) {
        self.sleepUntil(outcome.completedNanos() + UNHELD_PAUSE_NANOS);
      }
    }
    released(device);
  }

  /** A device keeps to its connection, whichever job it asks for. */
  private synchronized Device taken(SubscriberOrder watching) {
    Device device = idle.poll();
    if (device == null) {
      device = devices.apply(watching, new NoJob(listener));
      made.add(device);
    }
    return device;
  }

  private synchronized void released(Device device) {
    idle.push(device);
  }

  /** Asks for no further request. */
  void stop() {
    synchronized (this) {
      stopping = true;
    }
    copyOfWorkers().forEach(Worker::stop);
  }

  private synchronized List<Worker> copyOfWorkers() {
    return List.copyOf(workers);
  }

  /** Waits for long polls to be answered, and for streams that are being opened to be open. */
  boolean awaitQuiet(long deadlineNanos) throws InterruptedException {
    while (opening.get() > 0 && System.nanoTime() < deadlineNanos) {
      Thread.sleep(1);
    }
    boolean quiet = opening.get() == 0;
    if (order.strategy() instanceof Strategy.LongPoll) {
      for (Worker worker : copyOfWorkers()) {
        quiet &= worker.awaitEnd(Math.max(1, deadlineNanos - System.nanoTime()));
      }
    }
    return quiet;
  }

  /** Ends all connections; also those of jobs that are not done. */
  void close() {
    stop();
    copyOfWorkers().forEach(worker -> worker.abort(order.timeout().toNanos()));
    copyOfDevices().forEach(Device::close);
  }

  private synchronized List<Device> copyOfDevices() {
    return List.copyOf(made);
  }

  synchronized ByteCounts bytes() {
    ByteCounts sum = closedBytes;
    for (Subscriber subscriber : open) {
      sum = sum.plus(subscriber.bytes());
    }
    for (Device device : made) {
      sum = sum.plus(device.total());
    }
    return sum;
  }
}
