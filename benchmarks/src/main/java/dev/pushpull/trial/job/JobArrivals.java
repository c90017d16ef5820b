package dev.pushpull.trial.job;

import dev.pushpull.engine.JobFleet;
import dev.pushpull.measure.Ticks;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.util.function.LongSupplier;

/**
 * One client's jobs as the seeds want them: submitted at the instants of its arrival process, each
 * polled for from a phase that is stratified over its neighbours, or from the shortest wait where
 * the answers decide. Used by the client's thread.
 */
final class JobArrivals implements JobFleet.Plan {

  /** So many jobs in a row have phases from as many strata. */
  private static final int STRATA = 16;

  private final TrialSpec spec;
  private final JobProbe probe;
  private final LongSupplier dueTimes;
  private double[] phases = {};
  private int phasesOf = -1;

  /**
   * @param dueTimes of the submissions; MAX_VALUE at the end
   */
  JobArrivals(TrialSpec spec, JobProbe probe, LongSupplier dueTimes) {
    this.spec = spec;
    this.probe = probe;
    this.dueTimes = dueTimes;
  }

  @Override
  public long nextSubmitNanos() {
    return dueTimes.getAsLong();
  }

  @Override
  public PollSchedule watch(int job, long acceptedNanos, long hintNanos) {
    if (!(spec.strategy() instanceof Strategy.Poll(var pace, _))) {
      throw new IllegalStateException(spec.strategy() + " does not poll for jobs");
    }
    long wait =
        pace.isOpenLoop()
            ? (long) (phase(job) * pace.span().toNanos())
            : pace.firstWaitNanos(hintNanos);
    long first = acceptedNanos + wait;
    long seed = Seeds.pace(spec.seed(), spec.repeat(), probe.client, job);
    Ticks all = pace.isOpenLoop() ? Ticks.openLoop(pace, first, seed) : Ticks.NONE;
    return probe.noted(job, Schedules.of(pace, first, seed), all);
  }

  private double phase(int job) {
    int block = job / STRATA;
    if (phasesOf != block) {
      int client = probe.client;
      long seed = Seeds.pace(Seeds.phases(spec.seed(), spec.repeat(), client), 1, client, block);
      phases = Phases.stratified(seed, STRATA);
      phasesOf = block;
    }
    return phases[job % STRATA];
  }
}
