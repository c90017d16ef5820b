package dev.pushpull.report.sweep;

import java.util.List;

/** The figures that the tables of all workloads show. */
final class TrialFigures {

  static final TimeFigures DELIVERY = new TimeFigures("deliveryLatencyMs", "delivery", "delivery");
  static final TimeFigures STALENESS = new TimeFigures("stalenessMs", "staleness", "stale");
  static final TrialFigure STALENESS_MEAN = STALENESS.stat("mean");
  static final TrialFigure STALENESS_P95 = STALENESS.stat("p95");
  static final TrialFigure STALE_TIME =
      new TrialFigure("stalenessMs.staleFraction", "stale % of time", "stale", "% time");
  static final TrialFigure REQUESTS = perSecond("requests", "requests", "reqs");
  static final TrialFigure BYTES = perSecond("bytes", "bytes", "bytes");
  static final TrialFigure SERVER_CPU = perSecond("serverCpuMicros", "server CPU µs", "CPU µs");

  /** What all workloads have, in the order of the columns. */
  static final List<TrialFigure> COMMON =
      List.of(
          STALENESS_MEAN,
          STALENESS_P95,
          STALE_TIME,
          REQUESTS,
          BYTES,
          SERVER_CPU,
          new TrialFigure("overhead.emptyPollRatio", "empty polls %", "empty", "% polls"));

  private TrialFigures() {}

  private static TrialFigure perSecond(String metric, String what, String name) {
    String path = "overhead.%sPerSubscriberSecond".formatted(metric);
    return new TrialFigure(path, what + " per subscriber-second", "/sub/s", name);
  }
}
