package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.JobFleet;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.Subscription;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Submits jobs on one virtual thread, and watches each of them on another. Submissions and polls
 * take turns on one connection, in the order in which they are due. A job that the server reports
 * of has a connection of its own while it lasts; a long poll's is used again for a later job.
 */
final class JobClient implements SimulatedClient {

  /** An empty answer ahead of its wait means that the server does not hold requests now. */
  private static final long UNHELD_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final DeviceEngine engine;
  private final SubscriberOrder order;
  private final JobListener listener;
  private final boolean streams;
  private final ByteCounter bytes = new ByteCounter();
  private final Device device; // for submissions and polls
  private final ReentrantLock turn = new ReentrantLock(true); // held for each request on the device
  private final Set<Worker> watches = ConcurrentHashMap.newKeySet();
  private final Queue<Device> longPollers = new ConcurrentLinkedQueue<>();
  private final Deque<Device> idle = new ConcurrentLinkedDeque<>(); // of the long pollers
  private final AtomicInteger open = new AtomicInteger(); // submissions and jobs
  private final AtomicInteger opening = new AtomicInteger(); // streams
  private Worker worker = Worker.NONE;
  private volatile boolean submitting = true;
  private volatile boolean inFlight; // a submission; written by the worker alone
  private boolean stopping; // guarded by this

  JobClient(DeviceEngine engine, SubscriberOrder order, JobListener listener) {
    this.engine = engine;
    this.order = order;
    this.listener = listener;
    this.streams = order.strategy().isPush() && !(order.strategy() instanceof Strategy.LongPoll);
    var gate = new ListenerGate(JobWatch.ofNone(listener));
    this.device = engine.device(order, order.timeout(), gate, bytes);
  }

  @Override
  public void connect() throws IOException {
    try {
      new Fetcher(device).first();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  void start(JobFleet.Plan plan) {
    worker = Worker.start(engine.name("jobs"), self -> submit(self, plan));
  }

  private void submit(Worker self, JobFleet.Plan plan) throws InterruptedException {
    long dueNanos = plan.nextSubmitNanos();
    for (int job = 0; dueNanos != JobFleet.Plan.NEVER && self.sleepUntil(dueNanos); job++) {
      // Before it is looked whether it may: so that nobody misses it.
      open.incrementAndGet();
      inFlight = true;
      boolean goesOn = submitting;
      var accepted = goesOn ? submit(self, job, dueNanos) : Optional.<AcceptedJob>empty();
      inFlight = false;
      if (accepted.isPresent() && !accepted.get().over()) {
        watch(plan, job, accepted.get());
      } else {
        open.decrementAndGet();
      }
      dueNanos = goesOn ? plan.nextSubmitNanos() : JobFleet.Plan.NEVER;
    }
  }

  private Optional<AcceptedJob> submit(Worker self, int job, long dueNanos)
      throws InterruptedException {
    return inTurn(self, () -> AcceptedJob.submit(device, listener, job, dueNanos));
  }

  /** Does it when no other request is under way on the device; empty if the worker is stopping. */
  private <T> Optional<T> inTurn(Worker self, Supplier<Optional<T>> request)
      throws InterruptedException {
    turn.lockInterruptibly();
    try {
      return self.isStopping() ? Optional.empty() : request.get();
    } finally {
      turn.unlock();
    }
  }

  private void watch(JobFleet.Plan plan, int job, AcceptedJob accepted) {
    var watch = new JobWatch(job, listener);
    switch (order.strategy()) {
      case Strategy.Poll(_, var conditional) -> {
        PollSchedule schedule = plan.watch(job, accepted.acceptedNanos(), accepted.hintNanos());
        Fetcher fetcher = accepted.fetcher(device, watch);
        watch(job, self -> poll(self, watch, fetcher, schedule, conditional));
      }
      case Strategy.LongPoll _ -> watch(job, self -> longPoll(self, watch, accepted));
      case Strategy.ServerSentEvents _, Strategy.WebSocket _ ->
          watch(job, _ -> listen(watch, order.at(accepted.location())));
    }
  }

  /** Watches a job on a thread of its own. */
  private synchronized void watch(int job, Worker.Task task) {
    if (stopping) {
      open.decrementAndGet();
      return;
    }
    if (streams) {
      opening.incrementAndGet();
    }
    watches.add(
        Worker.start(
            "job-" + job,
            self -> {
              try {
                task.run(self);
              } finally {
                open.decrementAndGet();
                watches.remove(self);
              }
            }));
  }

  private void poll(
      Worker self, JobWatch watch, Fetcher fetcher, PollSchedule schedule, boolean conditional)
      throws InterruptedException {
    long next = schedule.firstNanos();
    while (self.sleepUntil(next)) {
      long dueNanos = next;
      var outcome = inTurn(self, () -> Optional.of(fetcher.poll(conditional, dueNanos)));
      if (outcome.isEmpty() || watch.isOver()) {
        return;
      }
      // A state that is not the last is no news: nobody asks sooner for it.
      long completedNanos = outcome.get().completedNanos();
      next = schedule.nextNanos(completedNanos, false, outcome.get().hintNanos());
    }
  }

  private void longPoll(Worker self, JobWatch watch, AcceptedJob accepted)
      throws InterruptedException {
    Device own = idle.poll(); // A device keeps to its connection, whichever job it asks for.
    if (own == null) {
      own = engine.device(order, new ListenerGate(JobWatch.ofNone(listener)), bytes);
      longPollers.add(own);
    }
    Fetcher fetcher = accepted.fetcher(own, watch);
    while (!watch.isOver() && !self.isStopping()) {
      Subscription.Outcome outcome = fetcher.longPoll();
      if (!outcome.changed()) {
        self.sleepUntil(outcome.completedNanos() + UNHELD_PAUSE_NANOS);
      }
    }
    idle.push(own);
  }

  private void listen(JobWatch watch, SubscriberOrder watching) throws InterruptedException {
    try (Subscriber subscriber = subscriber(watching, watch)) {
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

  private Subscriber subscriber(SubscriberOrder watching, JobWatch watch) {
    return engine.subscriber(engine.device(watching, new ListenerGate(watch), bytes), _ -> {});
  }

  void stopSubmitting() {
    submitting = false;
  }

  boolean isSubmitting() {
    return inFlight;
  }

  boolean isBusy() {
    return open.get() > 0;
  }

  @Override
  public void stop() {
    submitting = false;
    worker.stop();
    synchronized (this) {
      stopping = true;
    }
    watches.forEach(Worker::stop);
  }

  /** Waits for requests to be answered, and for streams that are being opened to be open. */
  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeoutNanos;
    boolean quiet = worker.awaitEnd(timeoutNanos);
    while (opening.get() > 0 && System.nanoTime() < deadlineNanos) {
      Thread.sleep(1);
    }
    quiet &= opening.get() == 0;
    for (Worker watch : streams ? Set.<Worker>of() : watches) {
      quiet &= watch.awaitEnd(Math.max(1, deadlineNanos - System.nanoTime()));
    }
    return quiet;
  }

  /** Ends all connections; also those of jobs that are not done. */
  @Override
  public void close() {
    stop();
    long timeoutNanos = order.timeout().toNanos();
    worker.abort(timeoutNanos);
    watches.forEach(watch -> watch.abort(timeoutNanos));
    longPollers.forEach(Device::close);
    device.close();
  }

  @Override
  public boolean isConnected() {
    return device.isOpen();
  }

  @Override
  public ByteCounts bytes() {
    return bytes.total();
  }
}
