package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.Distribution;
import org.junit.jupiter.api.Test;

/** A percentile q is told when 10/(1 − q) samples stand behind it. */
class SummariesTest {

  private static final long MS = 1_000_000;

  private static Distribution of(int samples) {
    var all = new Samples();
    for (int i = 1; i <= samples; i++) {
      all.add(i * MS);
    }
    return all.distribution();
  }

  @Test
  void nothingIsToldOfNothing() {
    assertThat(of(0)).isEqualTo(Distribution.NONE);
  }

  @Test
  void eachPercentileNeedsItsSamples() {
    assertThat(of(19).p50()).isNull();
    assertThat(of(20).p50()).isNotNull();
    assertThat(of(99).p90()).isNull();
    assertThat(of(100).p90()).isNotNull();
    assertThat(of(199).p95()).isNull();
    assertThat(of(200).p95()).isNotNull();
    assertThat(of(999).p99()).isNull();
    assertThat(of(1_000).p99()).isNotNull();
    assertThat(of(9_999).p999()).isNull();
    assertThat(of(10_000).p999()).isNotNull();
  }

  @Test
  void meanAndMaxAreExactFromTheFirstSampleOn() {
    Distribution one = of(1);
    assertThat(one.mean()).isEqualTo(1.0);
    assertThat(one.max()).isEqualTo(1.0);
    assertThat(of(1_000).mean()).isEqualTo(500.5);
    assertThat(of(1_000).max()).isEqualTo(1_000.0);
    assertThat(of(1_000).atLeast()).isEmpty();
  }

  @Test
  void figuresAtOrAboveALowerBoundAreLowerBoundsToo() {
    var samples = new Samples();
    for (int i = 1; i <= 95; i++) {
      samples.add(i * MS);
    }
    for (int i = 96; i <= 200; i++) {
      samples.addAtLeast(150 * MS);
    }
    assertThat(samples.distribution().atLeast())
        .containsExactly("mean", "p50", "p90", "p95", "max");
  }
}
