package dev.pushpull.tune;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.Distribution;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Requirement;
import java.util.List;
import java.util.Optional;

/**
 * What a prediction must meet, such as {@code staleness.p95<=2s}.
 *
 * @param requirement as a run is held against it, about any strategy
 * @param metric its figure's path in {@code results.json}
 */
public record Objective(Requirement requirement, String metric) {

  private static final List<String> GROUPS = List.of("deliveryLatencyMs", "stalenessMs", "ageMs");
  private static final List<String> STATS = List.of("mean", "p50", "p90", "p95", "p99", "p999");

  /** Figures that a prediction has, by their paths in {@code results.json}. */
  public static final List<String> TUNABLE =
      Metrics.names().stream().filter(Objective::isTunable).toList();

  private static boolean isTunable(String name) {
    int dot = name.lastIndexOf('.');
    String stat = name.substring(dot + 1);
    if (GROUPS.contains(name.substring(0, dot))) {
      return STATS.contains(stat) || stat.equals("staleFraction") || stat.equals("peakMean");
    }
    return name.startsWith("overhead.")
        && (stat.equals("emptyPollRatio") || stat.contains("Per"))
        && !stat.matches("(client|serverHeap|serverRss|baseline).*");
  }

  /**
   * Reads an objective.
   *
   * @throws IllegalArgumentException if it is none, is about one strategy, its metric cannot be
   *     predicted, or its bound cannot be met or missed
   */
  public static Objective parse(String text) {
    Requirement requirement = Requirement.parse(text);
    try {
      if (requirement.strategy().isPresent()) {
        throw new IllegalArgumentException(
            "an objective applies to whatever is recommended, so it must not name a strategy");
      }
      String metric = Metrics.resolve(requirement.metric());
      if (!TUNABLE.contains(metric)) {
        throw new IllegalArgumentException(
            "%s cannot be predicted; supported are %s"
                .formatted(requirement.metric(), String.join(", ", shortNames())));
      }
      checkBound(requirement, metric);
      return new Objective(requirement, metric);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "objective '%s': %s".formatted(requirement, e.getMessage()), e);
    }
  }

  /** The figures that can be tuned to, as an objective writes them. */
  public static List<String> shortNames() {
    return TUNABLE.stream().map(name -> name.replace("Ms.", ".")).toList();
  }

  private static void checkBound(Requirement requirement, String metric) {
    Dimension expected = Metrics.dimension(metric);
    Dimension actual = requirement.bound().dimension();
    boolean plain = actual == Dimension.NUMBER && expected != Dimension.TIME;
    if (actual != expected && !plain) {
      throw new IllegalArgumentException(
          "%s is compared with %s, not with '%s'"
              .formatted(requirement.metric(), expected.expected(), requirement.bound()));
    }
    double bound = requirement.bound().inBase();
    if (bound <= 0) {
      throw new IllegalArgumentException(
          "the bound must be above 0, but is " + requirement.bound());
    }
    if (expected == Dimension.SHARE && bound > 1) {
      throw new IllegalArgumentException(
          "a share is at most 1 (100%), but the bound is " + requirement.bound());
    }
  }

  /** The bound in the figure's own unit: ms, µs, bytes, a share or a number. */
  public double bound() {
    double base = requirement.bound().inBase();
    boolean micros = Metrics.dimension(metric) == Dimension.TIME && Metrics.isInMicros(metric);
    return micros ? base * 1e3 : base;
  }

  /**
   * Whether it is about what is spent, which hangs on how many subscribers there are: a run of
   * fewer does not tell.
   */
  public boolean isCost() {
    return metric.startsWith("overhead.");
  }

  /** The share of values that a percentile is not below; empty for what is none. */
  public Optional<Double> share() {
    String stat = metric.substring(metric.lastIndexOf('.') + 1);
    return stat.matches("p\\d+")
        ? Optional.of(Double.parseDouble("0." + stat.substring(1)))
        : Optional.empty();
  }

  /** How many samples the percentiles of some must stand on; 1 without any. */
  static int samplesNeeded(List<Objective> objectives) {
    return objectives.stream()
        .flatMap(objective -> objective.share().stream())
        .mapToInt(share -> (int) Distribution.samplesFor(share))
        .max()
        .orElse(1);
  }

  /** Whether it wants a figure above its bound. */
  public boolean wantsMore() {
    return requirement.operator().wantsMore();
  }

  /** The figure that meets it less well. */
  double worse(double a, double b) {
    return wantsMore() ? Math.min(a, b) : Math.max(a, b);
  }

  /** Whether a figure, in its own unit, meets it. */
  public boolean holds(double figure) {
    return requirement.operator().holds(figure, bound());
  }

  @Override
  public String toString() {
    return requirement.toString();
  }
}
