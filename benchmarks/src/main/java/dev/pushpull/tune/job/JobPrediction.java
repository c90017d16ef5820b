package dev.pushpull.tune.job;

import dev.pushpull.model.JobPolls;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.schedule.ServiceTime;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one way to learn of a job's end comes to.
 *
 * @param strategy the way
 * @param basis how its figures were found: {@code closed form}, {@code simulated} or {@code told}
 * @param meanMs from done to known, mean
 * @param p95Ms the same, 95th percentile
 * @param requestsPerJob that watch a job
 * @param wastedPollsPerJob of them, polls that tell nothing new, waits that time out included
 */
public record JobPrediction(
    String strategy,
    String basis,
    double meanMs,
    double p95Ms,
    double requestsPerJob,
    double wastedPollsPerJob) {

  private static final double MS = 1e-6;
  private static final int JOBS = 20_000;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Of its service time, a job waits this share before it is worked on. */
  private static final double DISPATCHED_AFTER = 0.1;

  /**
   * Of a strategy.
   *
   * @param service how long jobs take
   * @param delayNanos half a round trip
   * @param seed of what is simulated
   */
  static JobPrediction of(Strategy strategy, ServiceTime service, double delayNanos, long seed) {
    return switch (strategy) {
      case Strategy.Poll(Pace.Fixed(var interval), _) ->
          closedForm(strategy, new JobPolls(interval.toNanos(), delayNanos), service);
      case Strategy.Poll(var pace, _) -> simulated(strategy, pace, service, delayNanos, seed);
      case Strategy.LongPoll _ -> longPoll(strategy, new ServiceTail(service), delayNanos);
      default -> told(strategy, delayNanos, 1, 0);
    };
  }

  private static JobPrediction closedForm(Strategy strategy, JobPolls polls, ServiceTime service) {
    double excess = new ServiceTail(service).meanExcess(polls.delay());
    double requests = polls.meanRequestsOfExcess(excess);
    return new JobPrediction(
        strategy.toString(),
        "closed form",
        polls.meanDoneToKnown() * MS,
        (0.95 * polls.interval() + polls.delay()) * MS,
        requests,
        requests - 1);
  }

  /**
   * One request brings that the job is worked on and one that it is done, the first both where it
   * comes too late; and each of the two waits may time out before, again and again.
   */
  private static JobPrediction longPoll(Strategy strategy, ServiceTail tail, double delayNanos) {
    double timeouts =
        timeouts(tail, DISPATCHED_AFTER, delayNanos, delayNanos)
            + timeouts(tail, 1 - DISPATCHED_AFTER, 2 * delayNanos, delayNanos);
    return told(strategy, delayNanos, 1 + tail.beyond(delayNanos) + timeouts, timeouts);
  }

  /**
   * Mean number of waits that time out while a share of the service time goes by: the k-th does
   * where that is longer than k waits, and the round trips between them.
   *
   * @param lateNanos how much of it is gone when the first request comes
   */
  private static double timeouts(
      ServiceTail tail, double share, double lateNanos, double delayNanos) {
    double wait = Strategy.LongPoll.WAIT.toNanos();
    double expected = 0;
    double over = lateNanos + wait;
    while (over / share < ServiceTime.LONGEST_NANOS) {
      expected += tail.beyond(over / share);
      over += wait + 2 * delayNanos;
    }
    return expected;
  }

  private static JobPrediction told(
      Strategy strategy, double delayNanos, double requests, double wasted) {
    double millis = delayNanos * MS;
    return new JobPrediction(strategy.toString(), "told", millis, millis, requests, wasted);
  }

  private static JobPrediction simulated(
      Strategy strategy, Pace pace, ServiceTime service, double delayNanos, long seed) {
    var random = new SplittableRandom(seed);
    double[] late = new double[JOBS];
    double requests = 0;
    for (int i = 0; i < JOBS; i++) {
      long done = service.sampleNanos(random);
      long first =
          pace.isOpenLoop()
              ? (long) (random.nextDouble() * pace.span().toNanos())
              : pace.firstWaitNanos(hintNanos(service, 0));
      PollSchedule schedule = Schedules.of(pace, first, random.nextLong());
      long due = schedule.firstNanos();
      for (requests++; due + delayNanos < done; requests++) {
        long answered = due + Math.round(2 * delayNanos);
        due = schedule.nextNanos(answered, false, hintNanos(service, due));
      }
      late[i] = due + 2 * delayNanos - done;
    }
    Arrays.sort(late);
    return new JobPrediction(
        strategy.toString(),
        "simulated",
        Arrays.stream(late).average().orElse(0) * MS,
        late[(int) (0.95 * JOBS)] * MS,
        requests / JOBS,
        requests / JOBS - 1);
  }

  /**
   * What the server says of a job that is not done: the time that is left to expect, in whole s.
   */
  private static long hintNanos(ServiceTime service, long elapsedNanos) {
    long left = service.expectedRemainingNanos(elapsedNanos);
    return Math.max(1, Math.ceilDiv(left, SECOND_NANOS)) * SECOND_NANOS;
  }
}
