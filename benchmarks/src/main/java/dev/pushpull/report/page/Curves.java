package dev.pushpull.report.page;

import dev.pushpull.report.Spread;
import dev.pushpull.result.Counts;
import dev.pushpull.result.HistogramLog.Slice;
import dev.pushpull.result.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Histograms → percentile curves over repeats, and percentiles over time. A percentile q is given
 * only where 10/(1 − q) samples stand behind it.
 */
final class Curves {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int STEPS_PER_HALVING = 4;
  private static final int HALVINGS = 20;
  private static final double SAMPLES_BEYOND = 10;
  private static final int MOST_SLICES = 240;

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

  /** The curve of each metric over the repeats that have a log. */
  static Map<String, PageData.Curve> of(List<TrialResult> repeats, StoredTrials stored) {
    var curves = new LinkedHashMap<String, PageData.Curve>();
    for (String metric : StoredTrials.METRICS) {
      var histograms = new ArrayList<Histogram>();
      for (TrialResult trial : repeats) {
        merged(stored.histograms(trial.id()).getOrDefault(metric, List.of()))
            .ifPresent(histograms::add);
      }
      if (!histograms.isEmpty()) {
        double unseenFrom = metric.equals("deliveryLatency") ? unseenFrom(repeats) : 1;
        curves.put(metric, curve(histograms, unseenFrom));
      }
    }
    return curves;
  }

  private static double unseenFrom(List<TrialResult> repeats) {
    return repeats.stream()
        .map(TrialResult::counts)
        .filter(counts -> counts.published() > 0)
        .mapToDouble(Curves::seenShare)
        .min()
        .orElse(1);
  }

  private static double seenShare(Counts counts) {
    return 1 - (double) counts.undelivered() / counts.published();
  }

  /** One trial's slices as one histogram; empty if they hold no value. */
  private static Optional<Histogram> merged(List<Slice> slices) {
    long most = slices.stream().mapToLong(s -> s.histogram().getMaxValue()).max().orElse(0);
    if (slices.stream().allMatch(slice -> slice.histogram().getTotalCount() == 0)) {
      return Optional.empty();
    }
    int digits = slices.getFirst().histogram().getNumberOfSignificantValueDigits();
    var sum = new Histogram(Math.max(2, most), digits);
    slices.forEach(slice -> sum.add(slice.histogram()));
    return Optional.of(sum);
  }

  private static PageData.Curve curve(List<Histogram> repeats, double unseenFrom) {
    var median = new ArrayList<Double>();
    var min = new ArrayList<Double>();
    var max = new ArrayList<Double>();
    long least = repeats.stream().mapToLong(Histogram::getTotalCount).min().orElse(0);
    for (double share : PERCENTILES) {
      if (!isSupported(share, least)) {
        break;
      }
      double[] values = repeats.stream().mapToDouble(h -> millisAt(h, share)).toArray();
      Spread spread = Spread.of(values, false).orElseThrow();
      median.add(spread.median());
      min.add(Arrays.stream(values).min().orElseThrow());
      max.add(Arrays.stream(values).max().orElseThrow());
    }
    return new PageData.Curve(repeats.size(), unseenFrom, median, min, max);
  }

  private static boolean isSupported(double share, long samples) {
    return samples * (1 - share) >= SAMPLES_BEYOND * (1 - 1e-9);
  }

  private static double millisAt(Histogram histogram, double share) {
    return histogram.getValueAtPercentile(share * 100) / NANOS_PER_MILLI;
  }

  /** The percentiles of each slice; neighbours are merged where there are very many. */
  static Map<String, List<PageData.Slice>> overTime(Map<String, List<Slice>> metrics) {
    var series = new LinkedHashMap<String, List<PageData.Slice>>();
    metrics.forEach((metric, slices) -> series.put(metric, slices(slices)));
    return series;
  }

  private static List<PageData.Slice> slices(List<Slice> slices) {
    int together = (slices.size() + MOST_SLICES - 1) / MOST_SLICES;
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
    return new PageData.Slice(
        at,
        histogram.getTotalCount(),
        supported(histogram, 0.5),
        supported(histogram, 0.9),
        supported(histogram, 0.99),
        histogram.getMaxValue() / NANOS_PER_MILLI);
  }

  private static @Nullable Double supported(Histogram histogram, double share) {
    return isSupported(share, histogram.getTotalCount()) ? millisAt(histogram, share) : null;
  }
}
