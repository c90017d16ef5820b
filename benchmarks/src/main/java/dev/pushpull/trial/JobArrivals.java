package dev.pushpull.trial;

import dev.pushpull.client.JobPlan;
import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.measure.Ticks;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.Seeds;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.schedule.Phases;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.ArrivalTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's jobs as the seeds want them: submitted at the instants of its arrival process, each
 * polled for from a phase that is stratified over its neighbours, or from the shortest wait where
 * the answers decide. Used by the client's thread.
 */
final class JobArrivals implements JobPlan {

  /** So many jobs in a row have phases from as many strata. */
  private static final int STRATA = 16;

  private final TrialSpec spec;
  private final int client;
  private final JobProbe probe;
  private final ArrivalTimes times;
  private final long startNanos;
  private final long skipNanos;
  private double @Nullable [] phases;
  private int phasesOf = -1;

  /**
   * @param startNanos when submitting begins
   * @param skipNanos how much of the arrival process lies before
   */
  JobArrivals(TrialSpec spec, int client, JobProbe probe, long startNanos, long skipNanos) {
    this.spec = spec;
    this.client = client;
    this.probe = probe;
    this.startNanos = startNanos;
    this.skipNanos = skipNanos;
    this.times =
        spec.workload().arrivals().times(Seeds.arrivals(spec.seed(), spec.repeat(), client));
  }

  @Override
  public long nextSubmitNanos() {
    long offset = times.nextNanos();
    while (offset < skipNanos) {
      offset = times.nextNanos();
    }
    return offset == ArrivalTimes.NEVER ? NEVER : startNanos + offset - skipNanos;
  }

  @Override
  public PollSchedule watch(int job, long acceptedNanos, long hintNanos) {
    if (!(spec.strategy() instanceof Strategy.Poll(var pace, _))) {
      throw new IllegalStateException(spec.strategy() + " does not poll for jobs");
    }
    long first = acceptedNanos + firstWait(pace, job, hintNanos);
    long seed = Seeds.pace(spec.seed(), spec.repeat(), client, job);
    Ticks all = pace.isOpenLoop() ? Ticks.openLoop(pace, first, seed) : Ticks.NONE;
    return probe.noted(job, Schedules.of(pace, first, seed), all);
  }

  private long firstWait(Pace pace, int job, long hintNanos) {
    return switch (pace) {
      case Pace.Fixed _, Pace.Jittered _ -> (long) (phase(job) * pace.span().toNanos());
      case Pace.Backoff _, Pace.Adaptive _ -> pace.shortest().toNanos();
      case Pace.Hinted _ ->
          hintNanos > 0
              ? Math.min(hintNanos, Pace.Hinted.LONGEST.toNanos())
              : Pace.Hinted.UNHINTED.toNanos();
    };
  }

  private double phase(int job) {
    int block = job / STRATA;
    double[] drawn = phases;
    if (drawn == null || phasesOf != block) {
      long seed = Seeds.pace(Seeds.phases(spec.seed(), spec.repeat(), client), 1, client, block);
      drawn = Phases.stratified(seed, STRATA);
      phases = drawn;
      phasesOf = block;
    }
    return drawn[job % STRATA];
  }

  /** Of the submissions that were due in the windows, made again from their seeds. */
  static String digest(TrialSpec spec, List<Window> windows) {
    var digest = new ArrivalsDigest();
    long offset = WindowOffset.nanos(spec.workload().arrivals(), spec.timing().warmup());
    for (Window window : windows) {
      long opens = window.startNanos() - windows.getFirst().startNanos();
      for (int client = 0; client < spec.workload().subscribers(); client++) {
        var plan = new JobArrivals(spec, client, new JobProbe(), 0, offset);
        long due = plan.nextSubmitNanos();
        while (due < opens + window.lengthNanos()) {
          if (due >= opens) {
            digest.add(client, due - opens);
          }
          due = plan.nextSubmitNanos();
        }
      }
    }
    return digest.toString();
  }
}
