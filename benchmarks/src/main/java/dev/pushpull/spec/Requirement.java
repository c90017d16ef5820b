package dev.pushpull.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE}, such as {@code
 * poll@500ms:deliveryLatency.p99<=600ms}. Its string form is the one that {@link #parse} reads.
 *
 * @param strategy the only row of a table that it is about; empty: all
 * @param workloadParts parts of a workload's label that must all be there, such as {@code 4096 B};
 *     empty: any workload
 * @param metric the figure, a member of a trial's result with {@code Ms} left out
 * @param operator how the figure must compare
 * @param bound to what
 */
public record Requirement(
    Optional<StrategyName> strategy,
    List<String> workloadParts,
    String metric,
    Operator operator,
    Quantity bound) {

  private static final Pattern FORM =
      Pattern.compile("(?:(.+):)?\\s*([A-Za-z][A-Za-z0-9.]*)\\s*(<=|>=|<|>)\\s*([^<>=]+)");

  /** How a figure compares with a bound. */
  public enum Operator {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** Whether a figure satisfies it. */
    public boolean holds(double figure, double bound) {
      return switch (this) {
        case BELOW -> figure < bound;
        case AT_MOST -> figure <= bound;
        case ABOVE -> figure > bound;
        case AT_LEAST -> figure >= bound;
      };
    }

    /** Whether a larger figure can only help. */
    public boolean wantsMore() {
      return this == ABOVE || this == AT_LEAST;
    }

    @Override
    public String toString() {
      return sign;
    }
  }

  /** Copies the list. */
  public Requirement {
    workloadParts = List.copyOf(workloadParts);
  }

  /**
   * Reads a requirement.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Requirement parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "a requirement must be [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE, such as"
              + " staleness.p95<2s, but is '"
              + text
              + "'");
    }
    try {
      Operator operator = Settings.named("operator", Operator.class, match.group(3));
      Quantity bound = Quantity.parse(match.group(4).strip());
      String[] scope =
          match.group(1) == null ? new String[0] : match.group(1).strip().split("/", 2);
      return new Requirement(
          scope.length == 0 ? Optional.empty() : Optional.of(StrategyName.parse(scope[0])),
          scope.length < 2 ? List.of() : parts(scope[1]),
          match.group(2),
          operator,
          bound);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("requirement '" + text + "': " + e.getMessage(), e);
    }
  }

  private static List<String> parts(String workload) {
    return Arrays.stream(workload.split(",", -1)).map(String::strip).toList();
  }

  /**
   * Whether it is about this strategy and workload.
   *
   * @param strategyName what its row is called, see {@link StrategyName}
   * @param workloadLabel see {@link Workload#label}
   */
  public boolean matches(String strategyName, String workloadLabel) {
    return strategy.map(s -> s.toString().equals(strategyName)).orElse(true)
        && parts(workloadLabel).containsAll(workloadParts);
  }

  @Override
  public String toString() {
    String workload = workloadParts.isEmpty() ? "" : "/" + String.join(", ", workloadParts);
    String scope = strategy.map(s -> s + workload + ":").orElse("");
    return scope + metric + operator + bound;
  }
}
