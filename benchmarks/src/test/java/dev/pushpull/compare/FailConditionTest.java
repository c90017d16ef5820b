package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FailConditionTest {

  @Test
  void readsEachForm() {
    assertThat(FailCondition.parse("worse"))
        .isEqualTo(
            new FailCondition("worse", Optional.empty(), Optional.empty(), OptionalDouble.empty()));
    assertThat(FailCondition.parse("worse>5%").leastRise()).hasValue(0.05);
    assertThat(FailCondition.parse("worse:stalenessMs.mean").metric())
        .contains(PrimaryMetric.STALENESS_MEAN);

    var full = FailCondition.parse(" worse: poll@500ms : staleness.p95 > 12.5 % ");
    assertThat(full.strategy()).contains("poll@500ms");
    assertThat(full.metric()).contains(PrimaryMetric.STALENESS_P95);
    assertThat(full.leastRise()).hasValue(0.125);
    assertThat(full).hasToString("worse: poll@500ms : staleness.p95 > 12.5 %");
  }
}
