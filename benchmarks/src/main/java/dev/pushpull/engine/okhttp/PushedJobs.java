package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.engine.thread.Worker;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Jobs of one client whose server tells how far they are: each has a virtual thread and, while it
 * lasts, a connection; a long poll's connection is used again for a later job. Safe from any
 * thread.
 */
final class PushedJobs {

  /** An empty answer ahead of its wait means that the server does not hold requests now. */
  private static final long UNHELD_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final OkHttpEngine stack;
  private final SubscriberOrder order;
  private final JobListener listener;
  private final ByteCounter bytes;
  private final Queue<Worker> workers = new ConcurrentLinkedQueue<>();
  private final Queue<Device> made = new ConcurrentLinkedQueue<>();
  private final Deque<Device> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger opening = new AtomicInteger();
  private boolean stopping; // guarded by this

  /**
   * @param stack makes streams, and connections for long polls
   * @param bytes counts those of all
   */
  PushedJobs(OkHttpEngine stack, SubscriberOrder order, JobListener listener, ByteCounter bytes) {
    this.stack = stack;
    this.order = order;
    this.listener = listener;
    this.bytes = bytes;
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
    workers.add(Worker.start("job-" + job, self -> watch(self, job, accepted, onOver)));
  }

  private void watch(Worker self, int job, Submitter.Accepted accepted, Runnable onOver)
      throws InterruptedException {
    var watch = new JobWatch(job, listener);
    try {
      if (order.strategy() instanceof Strategy.LongPoll) {
        opening.decrementAndGet();
        poll(self, watch, accepted);
      } else {
        listen(watch, order.at(accepted.location()));
      }
    } finally {
      onOver.run();
    }
  }

  private void listen(JobWatch watch, SubscriberOrder watching) throws InterruptedException {
    try (Subscriber subscriber = stack.subscriber(watching, watch, bytes)) {
      try {
        subscriber.connect();
      } finally {
        opening.decrementAndGet();
      }
      watch.awaitOver();
    } catch (IOException e) {
      // The listener has been notified of it.
    }
  }

  private void poll(Worker self, JobWatch watch, Submitter.Accepted accepted)
      throws InterruptedException {
    Device device = idle.poll(); // A device keeps to its connection, whichever job it asks for.
    if (device == null) {
      device = stack.device(order, new ListenerGate(new NoJob(listener)), bytes);
      made.add(device);
    }
    Fetcher fetcher = accepted.fetcher(device, watch);
    while (!watch.isOver() && !self.isStopping()) {
      Fetcher.Outcome outcome = fetcher.longPoll();
      if (!outcome.changed()) {
        self.sleepUntil(outcome.completedNanos() + UNHELD_PAUSE_NANOS);
      }
    }
    idle.push(device);
  }

  /** Asks for no further request. */
  void stop() {
    synchronized (this) {
      stopping = true;
    }
    workers.forEach(Worker::stop);
  }

  /** Waits for long polls to be answered, and for streams that are being opened to be open. */
  boolean awaitQuiet(long deadlineNanos) throws InterruptedException {
    while (opening.get() > 0 && System.nanoTime() < deadlineNanos) {
      Thread.sleep(1);
    }
    boolean quiet = opening.get() == 0;
    if (order.strategy() instanceof Strategy.LongPoll) {
      for (Worker worker : workers) {
        quiet &= worker.awaitEnd(Math.max(1, deadlineNanos - System.nanoTime()));
      }
    }
    return quiet;
  }

  /** Ends all connections; also those of jobs that are not done. */
  void close() {
    stop();
    workers.forEach(worker -> worker.abort(order.timeout().toNanos()));
    made.forEach(Device::close);
  }
}
