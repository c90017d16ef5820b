package dev.pushpull.report.page;

import dev.pushpull.report.Spread;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.HistogramLog.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * Histograms → percentile curves over repeats, and percentiles over time. A percentile q is given
 * only where 10/(1 − q) samples stand behind it.
 */
final class Curves {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int STEPS_PER_HALVING = 4;
  private static final int HALVINGS = 20;
  private static final int MAX_SLICES = 240;
  private static final List<Double> SLICE_SHARES = List.of(0.5, 0.9, 0.99);

  /** 1 − 2^(−i/4): even steps on an axis of 1/(1 − q). */
  static final List<Double> PERCENTILES = percentiles();

  private Curves() {}

  private static List<Double> percentiles() {
    var shares = new ArrayList<Double>();
    for (int i = 0; i <= STEPS_PER_HALVING * HALVINGS; i++) {
      shares.add(-Math.expm1(-i * Math.log(2) / STEPS_PER_HALVING));
    }
    return List.copyOf(shares);
  }

  /**
   * What is kept of one trial's metric.
   *
   * @param millis at each of {@link #PERCENTILES} as far as samples stand behind them
   * @param slices over time
   */
  record Summary(List<Double> millis, List<PageData.Slice> slices) {}

  /** Summarises a trial's slices; empty if they hold no value. */
  static Optional<Summary> summary(List<Slice> slices) {
    return merged(slices)
        .map(histogram -> new Summary(millisAt(histogram, PERCENTILES), overTime(slices)));
  }

  /**
   * Values at rising shares, as far as samples stand behind them, in one pass: HdrHistogram's own
   * look-up passes over all counts for each.
   */
  private static List<Double> millisAt(Histogram histogram, List<Double> shares) {
    long count = histogram.getTotalCount();
    long supported = shares.stream().filter(q -> Distribution.isSupported(q, count)).count();
    var values = new ArrayList<Double>();
    long seen = 0;
    for (HistogramIterationValue step : histogram.recordedValues()) {
      seen += step.getCountAddedInThisIterationStep();
      while (values.size() < supported && seen >= rank(shares.get(values.size()), count)) {
        long highest = histogram.highestEquivalentValue(step.getValueIteratedTo());
        values.add(highest / NANOS_PER_MILLI);
      }
      if (values.size() == supported) {
        break;
      }
    }
    return values;
  }

  /** Which value, counted from 1 in rising order, stands at a share. */
  private static long rank(double share, long count) {
    return Math.max(1, (long) Math.ceil(share * count - 1e-6));
  }

  /** The curve of each metric over the repeats that have a log. */
  static Map<String, PageData.Curve> of(List<TrialResult> repeats, StoredTrials stored) {
    var curves = new LinkedHashMap<String, PageData.Curve>();
    for (String metric : StoredTrials.METRICS) {
      List<Summary> summaries =
          repeats.stream()
              .flatMap(trial -> Stream.ofNullable(stored.summaries(trial.id()).get(metric)))
              .toList();
      if (!summaries.isEmpty()) {
        double unseenFrom = metric.equals(StoredTrials.DELAY) ? unseenFrom(repeats) : 1;
        curves.put(metric, curve(summaries, unseenFrom));
      }
    }
    return curves;
  }

  private static double unseenFrom(List<TrialResult> repeats) {
    return repeats.stream()
        .mapToDouble(trial -> seenShare(trial.counts().updates()))
        .min()
        .orElse(1);
  }

  private static double seenShare(Counts.Updates updates) {
    Long published = updates.published();
    Long undelivered = updates.undelivered();
    return published == null || published == 0 || undelivered == null
        ? 1
        : 1 - (double) undelivered / published;
  }

  /** One trial's slices as one histogram; empty if they hold no value. */
  private static Optional<Histogram> merged(List<Slice> slices) {
    long most = slices.stream().mapToLong(s -> s.histogram().getMaxValue()).max().orElse(0);
    if (slices.stream().allMatch(slice -> slice.histogram().getTotalCount() == 0)) {
      return Optional.empty();
    }
    if (slices.size() == 1) {
      return Optional.of(slices.getFirst().histogram());
    }
    int digits = slices.getFirst().histogram().getNumberOfSignificantValueDigits();
    var sum = new Histogram(Math.max(2, most), digits);
    slices.forEach(slice -> sum.add(slice.histogram()));
    return Optional.of(sum);
  }

  private static PageData.Curve curve(List<Summary> repeats, double unseenFrom) {
    int length = repeats.stream().mapToInt(repeat -> repeat.millis().size()).min().orElse(0);
    var spreads = new ArrayList<Spread>();
    for (int i = 0; i < length; i++) {
      int at = i;
      double[] values = repeats.stream().mapToDouble(r -> r.millis().get(at)).toArray();
      spreads.add(Spread.of(values, false).orElseThrow());
    }
    return new PageData.Curve(
        repeats.size(),
        unseenFrom,
        spreads.stream().map(Spread::median).toList(),
        spreads.stream().map(Spread::min).toList(),
        spreads.stream().map(Spread::max).toList());
  }

  /** The percentiles of each slice; neighbours are merged where there are very many. */
  private static List<PageData.Slice> overTime(List<Slice> slices) {
    int together = (slices.size() + MAX_SLICES - 1) / MAX_SLICES;
    var series = new ArrayList<PageData.Slice>();
    for (int i = 0; i < slices.size(); i += together) {
      List<Slice> group = slices.subList(i, Math.min(slices.size(), i + together));
      double at = group.getFirst().startSeconds();
      series.add(
          merged(group)
              .map(histogram -> slice(at, histogram))
              .orElseGet(() -> new PageData.Slice(at, 0, null, null, null, null)));
    }
    return series;
  }

  private static PageData.Slice slice(double at, Histogram histogram) {
    long count = histogram.getTotalCount();
    List<Double> values = millisAt(histogram, SLICE_SHARES);
    return new PageData.Slice(
        at,
        count,
        valueOrNull(values, 0),
        valueOrNull(values, 1),
        valueOrNull(values, 2),
        histogram.getMaxValue() / NANOS_PER_MILLI);
  }

  private static @Nullable Double valueOrNull(List<Double> values, int index) {
    return index < values.size() ? values.get(index) : null;
  }
}
