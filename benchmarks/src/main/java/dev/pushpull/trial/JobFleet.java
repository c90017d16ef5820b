package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ClientStack;
import dev.pushpull.client.JobClient;
import dev.pushpull.client.JobOrder;
import dev.pushpull.client.JobPlan;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All clients of a trial that submit jobs, as one. Used by one thread. */
final class JobFleet implements AutoCloseable {

  private static final long BETWEEN_CONNECTS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** When each client submits and polls. */
  @FunctionalInterface
  interface Plans {
    JobPlan of(int client, JobProbe probe);
  }

  private record Member(JobClient client, JobProbe probe) {}

  private final List<Member> members = new ArrayList<>();

  /**
   * @param lobby a feed that each client's first request asks for
   */
  JobFleet(ClientStack stack, Strategy strategy, URI lobby, int clients) {
    var order = new JobOrder(strategy, lobby, Strategy.LongPoll.WAIT, TIMEOUT);
    for (int i = 0; i < clients; i++) {
      var probe = new JobProbe();
      members.add(new Member(stack.jobClient(order, probe), probe));
    }
  }

  /**
   * Connects everyone, one each millisecond.
   *
   * @return what went wrong, a line each
   */
  List<String> connect() throws InterruptedException {
    var failures = new ArrayList<String>();
    long first = System.nanoTime();
    for (int i = 0; i < members.size(); i++) {
      Clocks.sleepUntil(first + i * BETWEEN_CONNECTS_NANOS);
      try {
        members.get(i).client().connect();
      } catch (IOException e) {
        failures.add(Reason.of(e));
      }
    }
    return failures;
  }

  void start(Plans plans) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      member.client().start(plans.of(i, member.probe()));
    }
  }

  List<JobProbe> probes() {
    return members.stream().map(Member::probe).toList();
  }

  long connected() {
    return members.stream().filter(member -> member.client().isConnected()).count();
  }

  long failures() {
    return members.stream().mapToLong(member -> member.probe().failures()).sum();
  }

  ByteCounts bytes() {
    ByteCounts sum = ByteCounts.ZERO;
    for (Member member : members) {
      sum = sum.plus(member.client().bytes());
    }
    return sum;
  }

  void stopSubmitting() {
    members.forEach(member -> member.client().stopSubmitting());
  }

  /** Waits until no submission is in flight; false if that took too long. */
  boolean awaitSubmitted() throws InterruptedException {
    return awaitNone(JobClient::isSubmitting, TIMEOUT);
  }

  /** Waits until no job is open; false if that took too long. */
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return awaitNone(JobClient::isBusy, patience);
  }

  private boolean awaitNone(Predicate<JobClient> busy, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (members.stream().map(Member::client).anyMatch(busy)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Clocks.sleepUntil(System.nanoTime() + STEP_NANOS);
    }
    return true;
  }

  void stop() {
    members.forEach(member -> member.client().stop());
  }

  /** Waits until nothing is in flight any more; false if that took too long. */
  boolean awaitQuiet() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    boolean quiet = true;
    for (Member member : members) {
      quiet &= member.client().awaitQuiet(Math.max(1, deadline - System.nanoTime()));
    }
    return quiet;
  }

  @Override
  public void close() {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      members.forEach(member -> closers.execute(member.client()::close));
    }
  }
}
