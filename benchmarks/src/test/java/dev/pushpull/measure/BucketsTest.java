package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** They are HdrHistogram's, to the bucket and to the percentile. */
class BucketsTest {

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
      assertThat(buckets.histogram()).isEqualTo(library);
      assertThat(buckets.total()).isEqualTo(library.getTotalCount());
      for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 0.99999, 1}) {
        assertThat(buckets.valueAt(share)).isEqualTo(library.getValueAtPercentile(share * 100));
      }
    }
  }

  @Test
  void addingAnotherIsTheSameAsAddingItsValues() {
    var one = new Buckets();
    var other = new Buckets();
    one.add(7, 2);
    other.add(3_000, 5);
    one.add(other);
    assertThat(one.total()).isEqualTo(7);
    assertThat(one.valueAt(0.2)).isEqualTo(7);
    assertThat(one.valueAt(1)).isEqualTo(Buckets.lowest(3_001) - 1);
    assertThat(new Buckets().valueAt(0.5)).isZero();
  }
}
