package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RampsTest {

  @Test
  void everyNanosecondIsInTheHistogramOnce() {
    var random = new SplittableRandom(7);
    var ramps = new Ramps();
    for (int i = 0; i < 2_000; i++) {
      long from = random.nextLong(0, 1L << random.nextInt(1, 40));
      ramps.addRamp(from, from + random.nextLong(0, 1L << random.nextInt(1, 40)));
    }
    ramps.addZero(12_345);
    assertThat(ramps.histogram().getTotalCount()).isEqualTo(ramps.totalNanos());
    assertThat(ramps.outOfRange()).isZero();
  }

  @Test
  void spreadsOverTheSameBucketsAsRecordingEachNanosecond() {
    var ramps = new Ramps();
    Histogram each = Histograms.create();
    long[][] spans = {{0, 5_000}, {2_047, 2_049}, {1_000, 9_999}, {4_095, 4_096}, {7, 8}};
    for (long[] span : spans) {
      ramps.addRamp(span[0], span[1]);
      for (long value = span[0]; value < span[1]; value++) {
        each.recordValue(value);
      }
    }
    assertThat(ramps.histogram()).isEqualTo(each);
  }

  @Test
  void oneLongRampIsUniform() {
    var ramps = new Ramps();
    ramps.addRamp(0, 2_000_000_000L);
    Histogram histogram = ramps.histogram();
    for (double q : new double[] {1, 25, 50, 90, 99}) {
      assertThat((double) histogram.getValueAtPercentile(q))
          .isCloseTo(q * 20_000_000.0, within(q * 20_000.0 + 1));
    }
    assertThat(ramps.meanNanos()).isEqualTo(1e9);
  }

  @Test
  void dataMayBeWeeksOld() {
    long week = 7 * 86_400_000_000_000L;
    var ramps = new Ramps();
    ramps.addRamp(0, 4 * week);
    assertThat(ramps.outOfRange()).isZero();
    assertThat((double) ramps.histogram().getValueAtPercentile(50))
        .isCloseTo(2.0 * week, within(2e-3 * week));
  }

  @Test
  void rampsThatCannotBeAreCountedAndLeftOut() {
    var ramps = new Ramps();
    ramps.addRamp(-1, 5);
    ramps.addRamp(5, 4);
    ramps.addRamp(0, Histograms.HIGHEST_NANOS + 1);
    ramps.addZero(-1);
    assertThat(ramps.outOfRange()).isEqualTo(4);
    assertThat(ramps.totalNanos()).isZero();
  }

  @Test
  void addingAnotherIsTheSameAsAddingItsRamps() {
    var one = new Ramps();
    var other = new Ramps();
    var both = new Ramps();
    one.addRamp(10, 5_000);
    other.addRamp(3_000, 80_000);
    other.addZero(99);
    both.addRamp(10, 5_000);
    both.addRamp(3_000, 80_000);
    both.addZero(99);
    Mergeable.add(one, other);
    assertThat(one.histogram()).isEqualTo(both.histogram());
    assertThat(one.meanNanos()).isEqualTo(both.meanNanos());
  }

  @Test
  void percentileNeedsEnoughRampsBehindIt() {
    var ramps = new Ramps();
    for (int i = 0; i < 199; i++) {
      ramps.addRamp(0, 1_000_000);
    }
    assertThat(ramps.distribution().p90()).isNotNull();
    assertThat(ramps.distribution().p95()).isNull();
    ramps.addRamp(0, 1_000_000);
    assertThat(ramps.distribution().p95()).isNotNull();
  }
}
