package dev.pushpull.compare;

import dev.pushpull.result.TrialResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The figures that a comparison gives verdicts on, declared beforehand: the more are tested, the
 * larger a difference must be to stand out. Less of each is better.
 */
public enum PrimaryMetric {
  DELIVERY_P50("deliveryLatencyMs.p50", "delivery p50", "ms"),
  DELIVERY_P99("deliveryLatencyMs.p99", "delivery p99", "ms"),
  STALENESS_MEAN("stalenessMs.mean", "staleness mean", "ms"),
  STALENESS_P95("stalenessMs.p95", "staleness p95", "ms"),
  BYTES("overhead.bytesPerSubscriberSecond", "bytes per subscriber-second", "B"),
  SERVER_CPU(
      "overhead.serverCpuMicrosPerSubscriberSecond", "server CPU per subscriber-second", "µs");

  private final String path;
  private final String title;
  private final String unit;

  PrimaryMetric(String path, String title, String unit) {
    this.path = path;
    this.title = title;
    this.unit = unit;
  }

  /**
   * The metric that a user names, as in a requirement: {@code stalenessMs.p95} or {@code
   * staleness.p95}.
   *
   * @throws IllegalArgumentException that names the possible ones
   */
  public static PrimaryMetric named(String written) {
    return Arrays.stream(values())
        .filter(metric -> written.equals(metric.path) || written.equals(metric.shortName()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no verdict is available for '%s', only for %s"
                        .formatted(written, shortNames())));
  }

  private static String shortNames() {
    List<String> names = Arrays.stream(values()).map(PrimaryMetric::shortName).toList();
    int last = names.size() - 1;
    return names.stream().limit(last).collect(Collectors.joining(", ")) + " and " + names.get(last);
  }

  /** The name in {@code results.json}, such as {@code stalenessMs.p95}. */
  public String path() {
    return path;
  }

  /** Such as {@code p95}; empty if it is none. */
  Optional<String> percentile() {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return last.matches("p\\d+") ? Optional.of(last) : Optional.empty();
  }

  /** The name as users write it, such as {@code staleness.p95}. */
  public String shortName() {
    return path.replace("Ms.", ".");
  }

  /** The name in tables, such as {@code staleness p95}, without the unit. */
  public String title() {
    return title;
  }

  /** The unit of its figures: ms, B or µs. */
  public String unit() {
    return unit;
  }

  /** A trial's figure in the metric's unit, lower bounds too; empty where there is none. */
  Optional<Double> of(TrialResult trial) {
    return Optional.ofNullable(
        switch (this) {
          case DELIVERY_P50 -> trial.deliveryLatencyMs().p50();
          case DELIVERY_P99 -> trial.deliveryLatencyMs().p99();
          case STALENESS_MEAN -> trial.stalenessMs().distribution().mean();
          case STALENESS_P95 -> trial.stalenessMs().distribution().p95();
          case BYTES -> trial.overhead().bytesPerSubscriberSecond();
          case SERVER_CPU -> trial.overhead().serverCpuMicrosPerSubscriberSecond();
        });
  }

  /** Whether a trial's figure is only known to be at least so much. */
  boolean isLowerBound(TrialResult trial) {
    List<String> atLeast =
        switch (this) {
          case DELIVERY_P50, DELIVERY_P99 -> trial.deliveryLatencyMs().atLeast();
          case STALENESS_MEAN, STALENESS_P95 -> trial.stalenessMs().distribution().atLeast();
          case BYTES, SERVER_CPU -> List.of();
        };
    return atLeast.contains(path.substring(path.lastIndexOf('.') + 1));
  }
}
