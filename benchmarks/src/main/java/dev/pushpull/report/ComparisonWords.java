package dev.pushpull.report;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.ComparisonVerdict;
import dev.pushpull.compare.Difference;
import dev.pushpull.compare.MetricRow;
import dev.pushpull.compare.PrimaryMetric;
import dev.pushpull.compare.Sample;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.text.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The parts of a comparison in words and figures, the same in every rendering and locale. */
public final class ComparisonWords {

  /** Beyond it a ratio reads better than a percentage. */
  private static final double MAX_PERCENT = 999.5;

  private static final double MIN_P = 1e-4;

  private ComparisonWords() {}

  /** Such as {@code sse} or {@code poll@500ms → poll@600ms}. */
  public static String strategies(StrategyPair pair) {
    return pair.base().equals(pair.candidate())
        ? pair.base()
        : pair.base() + " → " + pair.candidate();
  }

  /** A metric with its unit, short enough for a terminal. */
  public static String metric(PrimaryMetric metric) {
    return switch (metric) {
      case BYTES -> "bytes /sub/s";
      case SERVER_CPU -> "server CPU µs /sub/s";
      case REQUESTS -> "requests /sub/s";
      default -> metric.title() + " " + metric.unit();
    };
  }

  /** What all tables show of a row, from the base's figure to the adjusted p. */
  public static List<String> figures(MetricRow row) {
    return List.of(
        spread(row.base()), spread(row.candidate()), repeats(row), difference(row), adjustedP(row));
  }

  /** The median, with min–max in brackets. */
  static String spread(Sample sample) {
    return Spread.of(sample.toArray(), false)
        .map(
            spread ->
                spread.rangeText().contains("–")
                    ? spread.medianText() + " (" + spread.rangeText() + ")"
                    : spread.medianText())
        .orElse(Numbers.NONE);
  }

  /** Such as {@code 5 pairs} or {@code 5 : 6}, base first. */
  private static String repeats(MetricRow row) {
    return row.paired()
        ? row.base().repeats() + " pairs"
        : row.base().repeats() + " : " + row.candidate().repeats();
  }

  /** Such as {@code +19.8 % (+18.1…+21.4)}, or in the metric's unit. */
  public static String difference(MetricRow row) {
    return row.difference()
        .map(d -> amount(d, d.value(), unit(row, d)) + " (" + interval(d) + ")")
        .orElse(Numbers.NONE);
  }

  private static String unit(MetricRow row, Difference difference) {
    return difference.relative() ? "%" : row.metric().unit();
  }

  private static String interval(Difference difference) {
    Difference.Interval interval = difference.interval95();
    return amount(difference, interval.low(), "") + "…" + amount(difference, interval.high(), "");
  }

  private static String amount(Difference difference, double value, String unit) {
    double percent = value * 100;
    if (!difference.relative()) {
      return sign(value) + Numbers.plain(Math.abs(value)) + (unit.isEmpty() ? "" : " " + unit);
    }
    if (percent >= MAX_PERCENT) {
      return value > 1e6 ? "×∞" : "×" + Numbers.plain(1 + value);
    }
    return sign(percent) + percent(Math.abs(percent)) + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String percent(double percent) {
    int places = percent >= 99.95 ? 0 : percent >= 0.995 ? 1 : 2;
    return BigDecimal.valueOf(percent).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  private static String sign(double value) {
    return value < 0 ? "−" : value > 0 ? "+" : "±";
  }

  /** The adjusted p, such as {@code 0.031} or {@code <0.0001}; a dash where nothing was tested. */
  private static String adjustedP(MetricRow row) {
    var p = row.judgement().adjustedP();
    if (p.isEmpty()) {
      return Numbers.NONE;
    }
    return p.getAsDouble() < MIN_P ? "<0.0001" : Numbers.rough(p.getAsDouble());
  }

  /** Such as {@code 2 worse, 1 better, 30 no evidence, 9 no verdict}. */
  public static String tally(Comparison comparison) {
    var parts = new StringBuilder();
    for (ComparisonVerdict verdict : ComparisonVerdict.values()) {
      int rows = comparison.with(verdict).size();
      parts.append(parts.isEmpty() ? "" : ", ").append(rows).append(' ').append(verdict);
    }
    return parts.toString();
  }

  /** How to read the rows, a sentence each. */
  public static List<String> legend(Comparison comparison) {
    return List.of(
        "Medians of the repeats that were compared, with min–max in brackets; lower is better for"
            + " every figure.",
        "Difference: candidate minus base, as a ratio of geometric means, or in the figure's unit"
            + " where a value is not above 0; in brackets the 95 % confidence interval of this row"
            + " alone.",
        "n pairs: repeats that saw the same updates, compared pair by pair; n : m: independent"
            + " repeats.",
        ("Verdicts use p, adjusted for all %s tests together (Holm, 5 %% level), and need 5 repeats"
                + " on each side; 'no evidence' does not mean equal: see the interval.")
            .formatted(comparison.tests()));
  }
}
