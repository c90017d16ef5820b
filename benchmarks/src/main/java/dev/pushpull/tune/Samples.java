package dev.pushpull.tune;

import java.util.List;
import java.util.Map;

/** How many samples the percentiles of objectives must stand on: 10/(1 − q). */
final class Samples {

  private static final Map<String, Integer> NEEDED =
      Map.of("p50", 20, "p90", 100, "p95", 200, "p99", 1_000, "p999", 10_000);

  private Samples() {}

  static int needed(List<Objective> objectives) {
    return objectives.stream()
        .map(Objective::metric)
        .mapToInt(metric -> NEEDED.getOrDefault(metric.substring(metric.lastIndexOf('.') + 1), 1))
        .max()
        .orElse(1);
  }
}
