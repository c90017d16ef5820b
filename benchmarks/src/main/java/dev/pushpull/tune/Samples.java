package dev.pushpull.tune;

import dev.pushpull.result.Distribution;
import java.util.List;
import java.util.Map;

/** How many samples the percentiles of objectives must stand on. */
final class Samples {

  private static final Map<String, Double> SHARES =
      Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99, "p999", 0.999);

  private Samples() {}

  static int needed(List<Objective> objectives) {
    return objectives.stream()
        .map(objective -> objective.metric().substring(objective.metric().lastIndexOf('.') + 1))
        .mapToInt(
            name -> SHARES.containsKey(name) ? (int) Distribution.samplesFor(SHARES.get(name)) : 1)
        .max()
        .orElse(1);
  }
}
