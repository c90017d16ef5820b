package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.JobPlan;
import dev.pushpull.engine.thread.SimulatedClient;
import dev.pushpull.engine.thread.Worker;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Submits jobs and polls for them on one virtual thread and one connection, each thing when it is
 * due; jobs that the server reports of are left to {@link PushedJobs}.
 */
final class OkHttpJobClient implements SimulatedClient {

  /** What is due next; of two that are due at once, the one that was asked for first. */
  private record Task(long dueNanos, long number, LongConsumer step) {}

  private static final Comparator<Task> IN_TURN =
      Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::number);

  private final String name;
  private final Device device;
  private final JobListener listener;
  private final Submitter submitter;
  private final PushedJobs pushed;
  private final AtomicInteger open = new AtomicInteger();
  private final PriorityQueue<Task> queue = new PriorityQueue<>(IN_TURN); // the worker's
  private long tasks; // the worker's alone
  private int jobs; // the worker's alone
  private Worker worker = Worker.NONE;
  private volatile boolean submitting = true;
  private volatile boolean inFlight; // a submission; written by the worker alone

  /**
   * @param name of its thread
   * @param device for submissions and polls
   * @param pushed watches where the server pushes
   */
  OkHttpJobClient(String name, Device device, JobListener listener, PushedJobs pushed) {
    this.name = name;
    this.device = device;
    this.listener = listener;
    this.pushed = pushed;
    this.submitter = new Submitter(device, listener);
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

  void start(JobPlan plan) {
    worker = Worker.start(name, self -> run(self, plan));
  }

  private void run(Worker self, JobPlan plan) throws InterruptedException {
    planNext(plan);
    for (Task next = queue.peek(); next != null; next = queue.peek()) {
      if (!self.sleepUntil(next.dueNanos())) {
        return;
      }
      queue.remove();
      next.step().accept(next.dueNanos());
    }
  }

  private void at(long dueNanos, LongConsumer step) {
    queue.add(new Task(dueNanos, tasks++, step));
  }

  private void planNext(JobPlan plan) {
    long dueNanos = plan.nextSubmitNanos();
    if (dueNanos != JobPlan.NEVER) {
      at(dueNanos, due -> submit(plan, due));
    }
  }

  private void submit(JobPlan plan, long dueNanos) {
    // Before it is looked whether it may: so that nobody misses it.
    open.incrementAndGet();
    inFlight = true;
    if (!submitting) {
      inFlight = false;
      open.decrementAndGet();
      return;
    }
    int job = jobs++;
    var accepted = submitter.submit(job, dueNanos);
    inFlight = false;
    if (accepted.isPresent() && !accepted.get().over()) {
      watch(plan, job, accepted.get());
    } else {
      open.decrementAndGet();
    }
    planNext(plan);
  }

  private void watch(JobPlan plan, int job, Submitter.Accepted accepted) {
    if (device.order.strategy() instanceof Strategy.Poll(_, var conditional)) {
      var watch = new JobWatch(job, listener);
      PollSchedule schedule = plan.watch(job, accepted.acceptedNanos(), accepted.hintNanos());
      Fetcher fetcher = accepted.fetcher(device, watch);
      at(schedule.firstNanos(), due -> poll(watch, fetcher, schedule, conditional, due));
    } else {
      pushed.watch(job, accepted, open::decrementAndGet);
    }
  }

  private void poll(
      JobWatch watch, Fetcher fetcher, PollSchedule schedule, boolean conditional, long dueNanos) {
    Fetcher.Outcome outcome = fetcher.poll(conditional, dueNanos);
    if (watch.isOver()) {
      open.decrementAndGet();
      return;
    }
    // A state that is not the last is no news: nobody asks sooner for it.
    long next = schedule.nextNanos(outcome.completedNanos(), false, outcome.hintNanos());
    at(next, due -> poll(watch, fetcher, schedule, conditional, due));
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
    pushed.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean ended = worker.awaitEnd(timeoutNanos);
    return pushed.awaitQuiet(deadline) && ended;
  }

  @Override
  public void close() {
    submitting = false;
    worker.abort(device.order.timeout().toNanos());
    pushed.close();
    device.close();
  }

  @Override
  public boolean isConnected() {
    return device.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return device.total();
  }
}
