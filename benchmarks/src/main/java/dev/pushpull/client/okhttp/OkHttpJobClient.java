package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobListener;
import dev.pushpull.client.JobPlan;
import dev.pushpull.client.JobWatch;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.Worker;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Submits jobs and polls for them on one virtual thread and one connection, each thing when it is
 * due; jobs that the server reports of are left to {@link ToldJobs}.
 */
final class OkHttpJobClient implements JobClient {

  /** What is due next; of two that are due at once, the one that was asked for first. */
  private record Task(long dueNanos, long number, Step step) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byInstant = Long.compare(dueNanos, other.dueNanos);
      return byInstant != 0 ? byInstant : Long.compare(number, other.number);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(long dueNanos);
  }

  private final String name;
  private final SubscriberOrder order;
  private final Device device;
  private final JobListener listener;
  private final Submitter submitter;
  private final ToldJobs told;
  private final AtomicInteger open = new AtomicInteger();
  private final PriorityQueue<Task> queue = new PriorityQueue<>(); // the worker's alone
  private long tasks; // the worker's alone
  private int jobs; // the worker's alone
  private @Nullable Worker worker;
  private volatile boolean submitting = true;
  private volatile boolean inFlight; // a submission; written by the worker alone

  /**
   * @param name of its thread
   * @param device for submissions and polls
   * @param told watches where the server pushes
   */
  OkHttpJobClient(
      String name, SubscriberOrder order, Device device, JobListener listener, ToldJobs told) {
    this.name = name;
    this.order = order;
    this.device = device;
    this.listener = listener;
    this.told = told;
    this.submitter = new Submitter(device, order.feed().resolve("/jobs"), listener);
  }

  @Override
  public void connect() throws IOException {
    try {
      new Fetcher(device, new ListenerGate(new NoJob(listener))).first();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void start(JobPlan plan) {
    worker = Worker.start(name, self -> run(self, plan));
  }

  private void run(Worker self, JobPlan plan) throws InterruptedException {
    planNext(plan);
    for (Task next = queue.peek(); next != null; next = queue.peek()) {
      if (!self.sleepUntil(next.dueNanos())) {
        return;
      }
      queue.remove();
      next.step().run(next.dueNanos());
    }
  }

  private void at(long dueNanos, Step step) {
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
    if (order.strategy() instanceof Strategy.Poll(_, var conditional)) {
      var watch = new JobWatch(job, listener);
      PollSchedule schedule = plan.watch(job, accepted.acceptedNanos(), accepted.hintNanos());
      String feed = order.at(accepted.location()).feed().toString();
      Request plain = device.request().newBuilder().url(feed).build();
      var fetcher =
          new Fetcher(
              device, plain, accepted.version(), accepted.validator(), new ListenerGate(watch));
      at(schedule.firstNanos(), due -> poll(watch, fetcher, schedule, conditional, due));
    } else {
      told.watch(job, accepted, open::decrementAndGet);
    }
  }

  private void poll(
      JobWatch watch, Fetcher fetcher, PollSchedule schedule, boolean conditional, long dueNanos) {
    Request request = conditional ? fetcher.conditional().build() : fetcher.plain();
    Fetcher.Outcome outcome = fetcher.fetch(request, dueNanos, Exchange.Kind.POLL);
    if (watch.isOver()) {
      open.decrementAndGet();
      return;
    }
    // A state that is not the last is no news: nobody asks sooner for it.
    long next = schedule.nextNanos(outcome.completedNanos(), false, outcome.hintNanos());
    at(next, due -> poll(watch, fetcher, schedule, conditional, due));
  }

  @Override
  public void stopSubmitting() {
    submitting = false;
  }

  @Override
  public boolean isSubmitting() {
    return inFlight;
  }

  @Override
  public boolean isBusy() {
    return open.get() > 0;
  }

  @Override
  public void stop() {
    submitting = false;
    if (worker != null) {
      worker.stop();
    }
    told.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean ended = worker == null || worker.awaitEnd(timeoutNanos);
    return told.awaitQuiet(deadline) && ended;
  }

  @Override
  public void close() {
    submitting = false;
    if (worker != null) {
      worker.abort(order.timeout().toNanos());
    }
    told.close();
    device.close();
  }

  @Override
  public boolean isConnected() {
    return device.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return device.total().plus(told.bytes());
  }
}
