package dev.pushpull.report.sweep;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.CPU;
import static dev.pushpull.result.FigureGroup.FRESHNESS;

import dev.pushpull.result.Overhead;
import dev.pushpull.result.TrialResult;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures that the tables of all workloads show. */
public final class TrialFigures {

  static final TrialFigure DELIVERY_P50 = delivery("p50");
  static final TrialFigure DELIVERY_P99 = delivery("p99");
  public static final TrialFigure STALENESS_MEAN = staleness("mean");
  public static final TrialFigure STALENESS_P95 = staleness("p95");
  static final TrialFigure STALENESS_MAX = staleness("max");
  public static final TrialFigure STALE_TIME =
      TrialFigure.exact(
          FRESHNESS,
          "stale % of time",
          "stale",
          "% time",
          t -> TrialFigure.percent(t.stalenessMs().staleFraction()));
  public static final TrialFigure REQUESTS =
      perSecond("requests", "reqs", Overhead.PerSecond::requests);
  public static final TrialFigure BYTES = perSecond("bytes", "bytes", Overhead.PerSecond::bytes);
  public static final TrialFigure SERVER_CPU =
      TrialFigure.exact(
          CPU,
          "server CPU µs per subscriber-second",
          "/sub/s",
          "CPU µs",
          t -> t.overhead().perSubscriberSecond().serverCpuMicros());
  public static final TrialFigure EMPTY_POLLS =
      TrialFigure.exact(
          COUNTS,
          "empty polls %",
          "empty",
          "% polls",
          t -> TrialFigure.percent(t.overhead().emptyPollRatio()));

  /** What all workloads have, in the order of the columns. */
  static final List<TrialFigure> COMMON =
      List.of(STALENESS_MEAN, STALENESS_P95, STALE_TIME, REQUESTS, BYTES, SERVER_CPU, EMPTY_POLLS);

  private TrialFigures() {}

  private static TrialFigure delivery(String stat) {
    return TrialFigure.millis("delivery", "delivery", stat, TrialResult::deliveryLatencyMs);
  }

  private static TrialFigure staleness(String stat) {
    return TrialFigure.millis("staleness", "stale", stat, t -> t.stalenessMs().distribution());
  }

  private static TrialFigure perSecond(
      String what, String name, Function<Overhead.PerSecond, @Nullable Double> of) {
    return TrialFigure.exact(
        COUNTS,
        what + " per subscriber-second",
        "/sub/s",
        name,
        t -> of.apply(t.overhead().perSubscriberSecond()));
  }
}
