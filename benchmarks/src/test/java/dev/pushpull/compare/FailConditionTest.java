package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "better",
        "worse:",
        "worse:staleness.p95>10",
        "worse:staleness.p95<10%",
        "worse:staleness.p95>=10%",
        "worse:staleness.p95>-1%",
        "worse:poll@500ms",
      })
  void refusesOthers(String text) {
    assertThatThrownBy(() -> FailCondition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "invalid condition: expected worse[:[STRATEGY:]METRIC][>PERCENT%], such as"
                + " worse:staleness.p95>10%, but got ")
        .hasMessageEndingWith("'" + text + "'");
  }

  @Test
  void namesTheMetricsThatItMayBeAbout() {
    assertThatThrownBy(() -> FailCondition.parse("worse:sse:age.mean"))
        .hasMessage(
            "no verdict is available for 'age.mean', only for deliveryLatency.p50,"
                + " deliveryLatency.p99, doneToKnown.p50, doneToKnown.p99, sentToReceived.p50,"
                + " sentToReceived.p99, staleness.mean, staleness.p95,"
                + " overhead.bytesPerSubscriberSecond and"
                + " overhead.serverCpuMicrosPerSubscriberSecond");
  }
}
