package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.run.HistogramLog.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CurvesTest {

  private static Slice slice(double at, long seed, int count) {
    var histogram = new Histogram(3);
    var random = new Random(seed);
    for (int i = 0; i < count; i++) {
      histogram.recordValue(1_000 + (long) (-Math.log1p(-random.nextDouble()) * 5e6));
    }
    return new Slice(at, at + 1, histogram);
  }

  @Test
  void holdsTheLibrarysOwnPercentilesAsFarAsSamplesReach() {
    var slices = List.of(slice(0, 1, 3_000), slice(1, 2, 2_000));
    var whole = new Histogram(3_600_000_000_000L, 3);
    slices.forEach(slice -> whole.add(slice.histogram()));

    var summary = Curves.summary(slices).orElseThrow();

    double last = Curves.PERCENTILES.get(summary.millis().size() - 1);
    assertThat(5_000 * (1 - last)).isBetween(10.0, 12.0);
    for (int i = 1; i < summary.millis().size(); i++) {
      double own = whole.getValueAtPercentile(100 * Curves.PERCENTILES.get(i)) / 1e6;
      assertThat(summary.millis().get(i)).isCloseTo(own, within(own * 0.004));
    }
  }

  @Test
  void aSliceGivesNoPercentileThatTooFewSamplesStandBehind() {
    var summary = Curves.summary(List.of(slice(0, 1, 150), slice(1, 2, 1_000))).orElseThrow();

    PageData.Slice few = summary.slices().getFirst();
    assertThat(few.count()).isEqualTo(150);
    assertThat(few.p90()).isNotNull();
    assertThat(few.p99()).isNull();
    assertThat(few.max()).isGreaterThan(10);
    assertThat(summary.slices().get(1).p99()).isNotNull();
  }

  @Test
  void manySlicesAreMergedAndLoseNothing() {
    var slices = new ArrayList<Slice>();
    for (int i = 0; i < 1_000; i++) {
      slices.add(slice(i, i, 20));
    }
    var summary = Curves.summary(slices).orElseThrow();

    assertThat(summary.slices()).hasSizeLessThanOrEqualTo(240);
    assertThat(summary.slices().stream().mapToLong(PageData.Slice::count).sum()).isEqualTo(20_000);
  }

  @Test
  void nothingIsMadeOfNothing() {
    assertThat(Curves.summary(List.of())).isEmpty();
    assertThat(Curves.summary(List.of(slice(0, 1, 0)))).isEmpty();
  }
}
