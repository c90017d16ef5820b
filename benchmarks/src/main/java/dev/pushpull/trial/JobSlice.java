package dev.pushpull.trial;

import dev.pushpull.client.ClientEngine;
import dev.pushpull.client.FleetOrder;
import dev.pushpull.client.JobFleet;
import dev.pushpull.measure.Window;
import dev.pushpull.plan.WindowOffset;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.JobsReading;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Clients that submit jobs and wait for each to be done. */
final class JobSlice extends LocalSlice<JobsReading, JobMeters> {

  private static final Duration ARRIVAL = Duration.ofSeconds(3);

  private final TrialSpec spec;
  private final JobFleet fleet;
  private final List<JobProbe> probes;
  private final long clockOffsetNanos;

  private JobSlice(TrialSpec spec, JobFleet fleet, List<JobProbe> probes, long clockOffsetNanos) {
    super(fleet, JobMeters::new);
    this.spec = spec;
    this.fleet = fleet;
    this.probes = probes;
    this.clockOffsetNanos = clockOffsetNanos;
  }

  /** All clients of a trial, not connected yet. */
  static JobSlice of(TrialSpec spec, ClientEngine engine, URI lobby, long serverClockOffsetNanos) {
    List<JobProbe> probes = JobProbe.many(spec.workload().subscribers());
    return new JobSlice(spec, fleet(engine, spec, lobby, probes), probes, serverClockOffsetNanos);
  }

  /**
   * Clients that submit jobs, one for each probe.
   *
   * @param lobby a feed that each client's first request asks for
   */
  static JobFleet fleet(ClientEngine engine, TrialSpec spec, URI lobby, List<JobProbe> probes) {
    var lobbies = Collections.nCopies(probes.size(), lobby);
    return engine
        .jobs(new FleetOrder(spec.strategy(), lobbies, ForkLife.TIMEOUT), probes::get)
        .orElseThrow(() -> new IllegalArgumentException("the engine's clients cannot submit jobs"));
  }

  /** Submissions come so that a window opens at the same place of each process. */
  @Override
  public void start(long fromNanos, long firstWindowNanos) {
    long warmup = spec.timing().warmup().toNanos();
    Arrivals arrivals = spec.workload().arrivals();
    boolean trace = arrivals instanceof Arrivals.Trace;
    long from = trace ? firstWindowNanos : firstWindowNanos - warmup;
    long skip = trace ? 0 : WindowOffset.nanos(arrivals, spec.timing().warmup()) - warmup;
    for (int client = 0; client < probes.size(); client++) {
      fleet.start(client, new JobArrivals(spec, client, probes.get(client), from, skip));
    }
  }

  /** All submissions of jobs that ended in the window were answered, and all ends are known. */
  @Override
  public BooleanSupplier settled(JobsReading told, long startNanos, long endNanos) {
    var untaken = new HashSet<>(ended(told, done -> done >= startNanos && done < endNanos));
    BooleanSupplier known = allKnown(told);
    return () -> {
      if (!untaken.isEmpty()) {
        probes.forEach(probe -> probe.forEach((feed, _) -> untaken.remove(feed)));
      }
      return untaken.isEmpty() && known.getAsBoolean();
    };
  }

  /** Whether the end of every job that has ended is known to the client that submitted it. */
  private BooleanSupplier allKnown(JobsReading told) {
    Set<String> ended = ended(told, _ -> true);
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
  private Set<String> ended(JobsReading told, LongPredicate when) {
    return told.jobs().stream()
        .filter(job -> job.doneAtNanos() != 0)
        .filter(job -> when.test(job.doneAtNanos() - clockOffsetNanos))
        .map(JobsReading.Entry::feed)
        .collect(Collectors.toSet());
  }

  @Override
  JobMeters meter(JobsReading told, Window window) {
    return JobMeters.of(window, probes, told, clockOffsetNanos);
  }

  @Override
  Map<String, Histogram> byMetric(JobMeters meters, JobsReading told, Window window) {
    return meters.byMetric();
  }

  @Override
  public boolean stop(Patience patience) throws IOException, InterruptedException {
    fleet.stopSubmitting();
    return patience.until(() -> !fleet.isSubmitting(), ForkLife.TIMEOUT);
  }

  @Override
  public boolean finish(JobsReading told, Patience patience)
      throws IOException, InterruptedException {
    patience.until(allKnown(told), spec.strategy().longestInterval().plus(ARRIVAL));
    fleet.stop();
    return fleet.awaitQuiet(ForkLife.TIMEOUT);
  }

  @Override
  void addLife(LifeTotals life, JobsReading told) {
    for (int client = 0; client < probes.size(); client++) {
      probes.get(client).addTo(life, client);
    }
  }
}
