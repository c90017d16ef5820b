package dev.pushpull.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comparison must not show: {@code worse}, {@code worse:METRIC}, {@code
 * worse:STRATEGY:METRIC}, each with {@code >10%} behind it or without.
 *
 * @param text as it was written
 * @param strategy the only one that it is about, by its name on either side; empty: all
 * @param metric the only one that it is about; empty: all
 * @param leastRise how much more than the base it takes, as a share (0.1: more than 10 %); empty:
 *     the verdict alone is enough
 */
public record FailCondition(
    String text,
    Optional<String> strategy,
    Optional<PrimaryMetric> metric,
    OptionalDouble leastRise) {

  private static final Pattern FORM =
      Pattern.compile(
          "worse\\s*(?::(?:(?<strategy>.+):)?\\s*(?<metric>[A-Za-z][A-Za-z0-9.]*)\\s*)?"
              + "(?:>\\s*(?<percent>\\d{1,6}(?:\\.\\d{1,6})?)\\s*%)?");

  /**
   * Reads a condition; blanks around its parts do not matter.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static FailCondition parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "invalid condition: expected worse[:[STRATEGY:]METRIC][>PERCENT%], such as"
              + " worse:staleness.p95>10%, but got '"
              + text
              + "'");
    }
    String percent = match.group("percent");
    return new FailCondition(
        text.strip(),
        Optional.ofNullable(match.group("strategy")).map(String::strip),
        Optional.ofNullable(match.group("metric")).map(PrimaryMetric::named),
        percent == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(percent) / 100));
  }

  /** Whether a row is in its scope. */
  boolean isAbout(MetricRow row) {
    return strategy.map(name -> row.strategies().isAbout(name)).orElse(true)
        && metric.map(wanted -> wanted == row.metric()).orElse(true);
  }

  /** Whether a row in its scope is what it forbids. */
  boolean holdsFor(MetricRow row) {
    return row.verdict() == ComparisonVerdict.WORSE
        && (leastRise.isEmpty() || row.risesByMoreThan(leastRise.getAsDouble()));
  }

  @Override
  public String toString() {
    return text;
  }
}
