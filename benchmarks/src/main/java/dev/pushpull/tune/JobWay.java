package dev.pushpull.tune;

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
 * @param wastedPollsPerJob of them, polls that tell nothing new
 */
public record JobWay(
    String strategy,
    String basis,
    double meanMs,
    double p95Ms,
    double requestsPerJob,
    double wastedPollsPerJob) {

  private static final double MS = 1e-6;
  private static final int JOBS = 20_000;
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Requests of a long poll for each job: one brings that it is worked on, one that it is done. */
  private static final int LONG_POLLS = 2;

  /**
   * Of a strategy.
   *
   * @param service how long jobs take
   * @param delayNanos half a round trip
   * @param seed of what is simulated
   */
  static JobWay of(Strategy strategy, ServiceTime service, double delayNanos, long seed) {
    return switch (strategy) {
      case Strategy.Poll(Pace.Fixed(var interval), _) ->
          closedForm(strategy, new JobPolls(interval.toNanos(), delayNanos), service);
      case Strategy.Poll(var pace, _) -> simulated(strategy, pace, service, delayNanos, seed);
      default -> told(strategy, delayNanos);
    };
  }

  private static JobWay closedForm(Strategy strategy, JobPolls polls, ServiceTime service) {
    double requests = polls.meanRequests((double) service.meanNanos());
    return new JobWay(
        strategy.toString(),
        "closed form",
        polls.meanDoneToKnown() * MS,
        (0.95 * polls.interval() + polls.delay()) * MS,
        requests,
        requests - 1);
  }

  private static JobWay told(Strategy strategy, double delayNanos) {
    int requests = strategy instanceof Strategy.LongPoll ? LONG_POLLS : 1;
    return new JobWay(strategy.toString(), "told", delayNanos * MS, delayNanos * MS, requests, 0);
  }

  private static JobWay simulated(
      Strategy strategy, Pace pace, ServiceTime service, double delayNanos, long seed) {
    var random = new SplittableRandom(seed);
    double[] late = new double[JOBS];
    double requests = 0;
    for (int i = 0; i < JOBS; i++) {
      long done = service.sampleNanos(random);
      long first = (long) (pace.isOpenLoop() ? random.nextDouble() * pace.span().toNanos() : 0);
      first += pace.isOpenLoop() ? 0 : firstWait(pace, service);
      PollSchedule schedule = Schedules.of(pace, first, random.nextLong());
      long due = schedule.firstNanos();
      for (requests++; due + delayNanos < done; requests++) {
        long answered = due + Math.round(2 * delayNanos);
        due = schedule.nextNanos(answered, false, hintNanos(service, due));
      }
      late[i] = due + 2 * delayNanos - done;
    }
    Arrays.sort(late);
    return new JobWay(
        strategy.toString(),
        "simulated",
        Arrays.stream(late).average().orElse(0) * MS,
        late[(int) (0.95 * JOBS)] * MS,
        requests / JOBS,
        requests / JOBS - 1);
  }

  private static long firstWait(Pace pace, ServiceTime service) {
    return pace instanceof Pace.Hinted
        ? Math.min(hintNanos(service, 0), Pace.Hinted.LONGEST.toNanos())
        : pace.shortest().toNanos();
  }

  /**
   * What the server says of a job that is not done: the time that is left to expect, in whole s.
   */
  private static long hintNanos(ServiceTime service, long elapsedNanos) {
    long left = service.expectedRemainingNanos(elapsedNanos);
    return Math.max(1, Math.ceilDiv(left, SECOND_NANOS)) * SECOND_NANOS;
  }
}
