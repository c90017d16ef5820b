package dev.pushpull.record;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How often each value came.
 *
 * @param values rising, 0 or more
 * @param counts of each of them, above 0
 */
public record Tally(List<Long> values, List<Long> counts) {

  /** Copies and checks both. */
  public Tally {
    values = List.copyOf(values);
    counts = List.copyOf(counts);
    if (values.size() != counts.size()
        || !isRising(values)
        || values.stream().anyMatch(value -> value < 0)
        || counts.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "a tally must have rising values of 0 or more, and a count above 0 for each");
    }
  }

  private static boolean isRising(List<Long> values) {
    return IntStream.range(1, values.size())
        .allMatch(i -> values.get(i).longValue() > values.get(i - 1).longValue());
  }

  /** Of exact counts by value. */
  public static Tally of(SortedMap<Long, Long> counts) {
    return new Tally(List.copyOf(counts.keySet()), List.copyOf(counts.values()));
  }

  /** Of a histogram, each bucket by the highest value that it may hold. */
  public static Tally of(Histogram histogram) {
    var counts = new TreeMap<Long, Long>();
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      counts.put(bucket.getValueIteratedTo(), bucket.getCountAtValueIteratedTo());
    }
    return of(counts);
  }

  /** This one and another. */
  public Tally plus(Tally other) {
    var sum = new TreeMap<>(map());
    other.map().forEach((value, count) -> sum.merge(value, count, Long::sum));
    return of(sum);
  }

  private Map<Long, Long> map() {
    var map = new TreeMap<Long, Long>();
    for (int i = 0; i < values.size(); i++) {
      map.put(values.get(i), counts.get(i));
    }
    return map;
  }

  /** How many came. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** All values together. */
  public long sum() {
    return IntStream.range(0, values.size())
        .mapToLong(i -> Math.multiplyExact(values.get(i), counts.get(i)))
        .reduce(0, Math::addExact);
  }

  /** Their mean; NaN if none came. */
  public double mean() {
    return (double) sum() / count();
  }

  /** Adds all to a histogram. */
  public void addTo(Histogram histogram) {
    for (int i = 0; i < values.size(); i++) {
      histogram.recordValueWithCount(values.get(i), counts.get(i));
    }
  }
}
