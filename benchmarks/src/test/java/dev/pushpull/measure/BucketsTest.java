package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** They are HdrHistogram's, to the bucket and to the percentile. */
class BucketsTest {

  private static final double[] SHARES = {0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 0.99999, 1};

  private static long[] values(Buckets buckets) {
    return Buckets.values(buckets::stretch, buckets.total(), SHARES);
  }

  @Test
  void areThoseOfHdrHistogram() {
    var random = new SplittableRandom(3);
    for (int round = 0; round < 50; round++) {
      var buckets = new Buckets();
      Histogram library = Histograms.create();
      for (int i = 0; i <= round * round; i++) {
        long value = random.nextLong(0, 1L << random.nextInt(1, 58));
        long times = random.nextLong(1, 1L << random.nextInt(1, 30));
        buckets.add(Buckets.index(value), times);
        library.recordValueWithCount(value, times);
      }
      assertThat(Buckets.histogram(buckets::stretch)).isEqualTo(library);
      assertThat(buckets.total()).isEqualTo(library.getTotalCount());
      assertThat(values(buckets))
          .containsExactly(
              Arrays.stream(SHARES)
                  .mapToLong(share -> library.getValueAtPercentile(share * 100))
                  .toArray());
    }
  }

  @Test
  void addingAnotherIsTheSameAsAddingItsValues() {
    var one = new Buckets();
    var other = new Buckets();
    one.add(7, 2);
    other.add(9, 1);
    other.add(3_000, 5);
    Mergeable.add(one, other);
    assertThat(one.total()).isEqualTo(8);
    assertThat(Buckets.histogram(one::stretch).getCountAtValue(7)).isEqualTo(2);
    assertThat(Buckets.values(one::stretch, one.total(), 0.25, 0.3, 0.5))
        .containsExactly(7, 9, Buckets.lowest(3_001) - 1);
    assertThat(Buckets.histogram(other::stretch).getCountAtValue(7)).isZero();
  }
}
