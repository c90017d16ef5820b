package dev.pushpull.trial.job;

import dev.pushpull.engine.ClientEngine;
import dev.pushpull.engine.JobFleet;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.trial.Awaiter;
import dev.pushpull.trial.ForkLife;
import dev.pushpull.trial.LocalSlice;
import dev.pushpull.trial.PlannedArrivals;
import dev.pushpull.verdict.LifeTotals;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clients that submit jobs and wait for each to be done. */
final class JobSlice extends LocalSlice<JobFleet, JobProbe, JobsReading, JobMeters> {

  private final long clockOffsetNanos;

  /**
   * Clients that are not connected yet.
   *
   * @param connectFeed a feed that each client's first request asks for
   * @throws IllegalArgumentException if the engine's clients cannot submit jobs
   */
  JobSlice(
      TrialSpec spec,
      ClientEngine engine,
      int clients,
      URI connectFeed,
      long serverClockOffsetNanos) {
    super(spec, clients, JobProbe::new, _ -> connectFeed, engine::jobs, JobMeters::new);
    this.clockOffsetNanos = serverClockOffsetNanos;
  }

  /** Submissions come so that a window opens at the same place of each process. */
  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    for (JobProbe probe : probes) {
      var planned = PlannedArrivals.of(spec, probe.client, firstWindowNanos);
      clients.start(probe.client, new JobArrivals(spec, probe, planned.dueTimes()));
    }
  }

  /** All submissions of jobs that ended in the window were answered, and all ends are known. */
  @Override
  public BooleanSupplier settled(JobsReading reading, long startNanos, long endNanos) {
    var untaken = new HashSet<>(ended(reading, done -> done >= startNanos && done < endNanos));
    BooleanSupplier known = allKnown(reading);
    return () -> {
      if (!untaken.isEmpty()) {
        probes.forEach(probe -> probe.forEach((feed, _) -> untaken.remove(feed)));
      }
      return untaken.isEmpty() && known.getAsBoolean();
    };
  }

  /** Whether the end of every job that has ended is known to the client that submitted it. */
  private BooleanSupplier allKnown(JobsReading reading) {
    Set<String> ended = ended(reading, _ -> true);
    var open = new ArrayList<>(probes);
    return () -> {
      open.removeIf(probe -> probe.unknown().stream().noneMatch(ended::contains));
      return open.isEmpty();
    };
  }

  /**
   * Feeds of the jobs that have ended.
   *
   * @param when on our clock
   */
  private Set<String> ended(JobsReading reading, LongPredicate when) {
    return ended(reading, clockOffsetNanos, when)
        .map(JobsReading.Entry::feed)
        .collect(Collectors.toSet());
  }

  /** The same, whichever client submitted them. */
  static Stream<JobsReading.Entry> ended(
      JobsReading reading, long clockOffsetNanos, LongPredicate when) {
    return reading.jobs().stream()
        .filter(job -> job.doneAtNanos() != 0)
        .filter(job -> when.test(job.doneAtNanos() - clockOffsetNanos));
  }

  @Override
  public JobMeters meter(JobsReading reading, Window window) {
    return JobMeters.of(window, probes, reading, clockOffsetNanos);
  }

  @Override
  public boolean stop(Awaiter awaiter) throws IOException, InterruptedException {
    clients.stopSubmitting();
    return awaiter.until(() -> !clients.isSubmitting(), ForkLife.TIMEOUT);
  }

  @Override
  public boolean finish(JobsReading reading, Awaiter awaiter)
      throws IOException, InterruptedException {
    awaiter.until(allKnown(reading), spec.strategy().longestInterval().plus(ARRIVAL));
    clients.stop();
    return clients.awaitQuiet(ForkLife.TIMEOUT);
  }

  @Override
  public void addLife(LifeTotals life, JobsReading reading) {
    probes.forEach(probe -> probe.addTo(life));
  }
}
