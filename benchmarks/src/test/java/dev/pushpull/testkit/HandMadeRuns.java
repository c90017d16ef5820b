package dev.pushpull.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.Times;
import dev.pushpull.result.TrialFacts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs made by hand: only what a comparison looks at is filled in. */
public final class HandMadeRuns {

  /** What most made trials listen to. */
  public static final WorkloadInfo WORKLOAD =
      new WorkloadInfo("poisson:2/s", 10, 100, 64, "h1", null, null, null);

  private HandMadeRuns() {}

  /** The primary figures of one trial; NaN: none. */
  public record Figures(
      double deliveryP50Ms,
      double deliveryP99Ms,
      double stalenessMeanMs,
      double stalenessP95Ms,
      double bytes,
      double cpuMicros) {

    /** All the same. */
    public static Figures all(double value) {
      return new Figures(value, value, value, value, value, value);
    }
  }

  /** A VALID trial with a digest of its own seed and repeat. */
  public static TrialResult trial(String strategy, int repeat, String digest, Figures figures) {
    return trial(strategy, repeat, digest, WORKLOAD, figures);
  }

  /** The same under another workload. */
  public static TrialResult trial(
      String strategy, int repeat, String digest, WorkloadInfo workload, Figures f) {
    String id = strategy + "-" + repeat + (workload.equals(WORKLOAD) ? "" : " of " + workload);
    return new TrialResult(
        new TrialFacts(id, strategy, repeat, 1, digest, workload, 5, 1),
        Validity.VALID,
        Counts.NONE,
        SampleRun.with(
            Times.NONE,
            distribution(null, f.deliveryP50Ms, null, f.deliveryP99Ms),
            new Staleness(distribution(f.stalenessMeanMs, 0, f.stalenessP95Ms, 0), null)),
        overhead(f),
        Model.NONE,
        List.of(),
        new ServerInfo(0, 0),
        new ClockInfo(0, 0),
        null,
        null,
        null,
        null);
  }

  private static Distribution distribution(
      @Nullable Double mean, double p50, @Nullable Double p95, double p99) {
    return new Distribution(
        1_000, known(mean), known(p50), null, known(p95), known(p99), null, null, List.of());
  }

  private static @Nullable Double known(@Nullable Double value) {
    return value == null || value.isNaN() ? null : value;
  }

  private static Overhead overhead(Figures f) {
    Overhead none = Overhead.NONE;
    return new Overhead(
        new Overhead.PerSecond(null, null, known(f.bytes), known(f.cpuMicros), null),
        none.perPublished(),
        none.perDelivered(),
        null,
        none.bytes(),
        none.connectionBytes(),
        none.serverCpu(),
        null,
        null,
        null);
  }

  /** The same trial whose delivery figures are lower bounds. */
  public static TrialResult atLeast(TrialResult t, String... stats) {
    Distribution d = t.deliveryLatencyMs();
    var bounded =
        new Distribution(
            d.samples(),
            d.mean(),
            d.p50(),
            d.p90(),
            d.p95(),
            d.p99(),
            d.p999(),
            d.max(),
            List.of(stats));
    Times times = SampleRun.with(t.times(), bounded, t.stalenessMs());
    return SampleRun.copy(t, t.measured(), times, t.counts(), t.model(), null);
  }

  /** A strategy's trials, one for each value, which is each of their figures. */
  public static List<TrialResult> repeats(String strategy, String digests, double... values) {
    var trials = new ArrayList<TrialResult>();
    for (int i = 0; i < values.length; i++) {
      trials.add(trial(strategy, i + 1, digests + (i + 1), Figures.all(values[i])));
    }
    return trials;
  }

  /** A finished run of the trials of two cells. */
  public static RunResults run(String runId, List<TrialResult> one, List<TrialResult> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);
    return run(runId, all);
  }

  /** A finished run of these trials. */
  public static RunResults run(String runId, List<TrialResult> trials) {
    return new RunResults(
        RunResults.SCHEMA,
        runId,
        null,
        JsonNodeFactory.instance.objectNode(),
        1,
        SampleRun.environment(),
        trials);
  }
}
