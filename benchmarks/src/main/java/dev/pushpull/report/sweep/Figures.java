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
public final class Figures {

  static final Figure DELIVERY_P50 = delivery("p50");
  static final Figure DELIVERY_P99 = delivery("p99");
  public static final Figure STALENESS_MEAN = staleness("mean");
  public static final Figure STALENESS_P95 = staleness("p95");
  static final Figure STALENESS_MAX = staleness("max");
  public static final Figure STALE_TIME =
      Figure.exact(
          FRESHNESS,
          "stale % of time",
          "stale",
          "% time",
          t -> Figure.percent(t.stalenessMs().staleFraction()));
  public static final Figure REQUESTS = perSecond("requests", "reqs", Overhead.PerSecond::requests);
  public static final Figure BYTES = perSecond("bytes", "bytes", Overhead.PerSecond::bytes);
  public static final Figure SERVER_CPU =
      Figure.exact(
          CPU,
          "server CPU µs per subscriber-second",
          "/sub/s",
          "CPU µs",
          t -> t.overhead().perSubscriberSecond().serverCpuMicros());
  public static final Figure EMPTY_POLLS =
      Figure.exact(
          COUNTS,
          "empty polls %",
          "empty",
          "% polls",
          t -> Figure.percent(t.overhead().emptyPollRatio()));

  /** What all workloads have, in the order of the columns. */
  static final List<Figure> COMMON =
      List.of(STALENESS_MEAN, STALENESS_P95, STALE_TIME, REQUESTS, BYTES, SERVER_CPU, EMPTY_POLLS);

  private Figures() {}

  private static Figure delivery(String stat) {
    return Figure.millis("delivery", "delivery", stat, TrialResult::deliveryLatencyMs);
  }

  private static Figure staleness(String stat) {
    return Figure.millis("staleness", "stale", stat, t -> t.stalenessMs().distribution());
  }

  private static Figure perSecond(
      String what, String name, Function<Overhead.PerSecond, @Nullable Double> of) {
    return Figure.exact(
        COUNTS,
        what + " per subscriber-second",
        "/sub/s",
        name,
        t -> of.apply(t.overhead().perSubscriberSecond()));
  }
}
