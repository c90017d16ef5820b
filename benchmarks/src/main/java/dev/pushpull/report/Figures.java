package dev.pushpull.report;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.CPU;
import static dev.pushpull.result.FigureGroup.FRESHNESS;

import java.util.List;
import java.util.stream.Stream;

/** The figures that the tables show. */
public final class Figures {

  public static final Figure DELIVERY_P50 =
      Figure.delay("delivery", "delivery", "p50", t -> t.deliveryLatencyMs().p50());
  public static final Figure DELIVERY_P99 =
      Figure.delay("delivery", "delivery", "p99", t -> t.deliveryLatencyMs().p99());
  public static final Figure STALENESS_MEAN =
      Figure.exact(
          FRESHNESS,
          "staleness mean ms",
          "stale",
          "mean ms",
          t -> t.stalenessMs().distribution().mean());
  public static final Figure STALENESS_P95 =
      Figure.exact(
          FRESHNESS,
          "staleness p95 ms",
          "stale",
          "p95 ms",
          t -> t.stalenessMs().distribution().p95());
  public static final Figure STALE_TIME =
      Figure.exact(
          FRESHNESS,
          "stale % of time",
          "stale",
          "% time",
          t -> Figure.percent(t.stalenessMs().staleFraction()));
  public static final Figure REQUESTS =
      Figure.exact(
          COUNTS,
          "requests per subscriber-second",
          "/sub/s",
          "reqs",
          t -> t.overhead().perSubscriberSecond().requests());
  public static final Figure BYTES =
      Figure.exact(
          COUNTS,
          "bytes per subscriber-second",
          "/sub/s",
          "bytes",
          t -> t.overhead().perSubscriberSecond().bytes());
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

  private static final List<Figure> OTHERS =
      List.of(STALENESS_MEAN, STALENESS_P95, STALE_TIME, REQUESTS, BYTES, SERVER_CPU, EMPTY_POLLS);

  private Figures() {}

  /** What a workload's clients wait for. */
  static String delay(List<Row> rows) {
    if (JobTable.fits(rows)) {
      return "done to known";
    }
    return ChatTable.fits(rows) ? "sender to receiver" : "delivery";
  }

  /** The columns of a workload's table: what its clients wait for, and what all workloads have. */
  public static List<Figure> table(List<Row> rows) {
    List<Figure> delays =
        JobTable.fits(rows)
            ? List.of(JobTable.KNOWN_P50, JobTable.KNOWN_P99)
            : ChatTable.fits(rows)
                ? List.of(ChatTable.ARRIVED_P50, ChatTable.ARRIVED_P99)
                : List.of(DELIVERY_P50, DELIVERY_P99);
    return Stream.concat(delays.stream(), OTHERS.stream()).toList();
  }
}
