package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {

  @ParameterizedTest
  @CsvSource({
    "staleness.p95<=2s, stalenessMs.p95, 2000",
    "stalenessFraction<5%, stalenessMs.staleFraction, 0.05",
    "deliveryLatency.mean<300ms, deliveryLatencyMs.mean, 300",
    "age.peakMean<=1m, ageMs.peakMean, 60000",
    "overhead.serverCpuMicrosPerSubscriberSecond<0.2ms,"
        + " overhead.serverCpuMicrosPerSubscriberSecond, 200",
    "overhead.bytesPerSubscriberSecond<=1KiB, overhead.bytesPerSubscriberSecond, 1024",
    "overhead.emptyPollRatio<=0.5, overhead.emptyPollRatio, 0.5",
    "overhead.requestsPerDelivered<3, overhead.requestsPerDelivered, 3",
  })
  void reads(String text, String metric, double bound) {
    Objective objective = Objective.parse(text);
    assertThat(objective.metric()).isEqualTo(metric);
    assertThat(objective.bound()).isEqualTo(bound);
    assertThat(objective).hasToString(text);
    assertThat(objective.holds(bound * 0.99)).isTrue();
    assertThat(objective.holds(bound * 1.01)).isFalse();
  }

  @Test
  void canBeWhatAPredictionHas() {
    assertThat(Objective.shortNames())
        .containsExactly(
            "deliveryLatency.mean",
            "deliveryLatency.p50",
            "deliveryLatency.p90",
            "deliveryLatency.p95",
            "deliveryLatency.p99",
            "deliveryLatency.p999",
            "staleness.mean",
            "staleness.p50",
            "staleness.p90",
            "staleness.p95",
            "staleness.p99",
            "staleness.p999",
            "staleness.staleFraction",
            "age.mean",
            "age.p50",
            "age.p90",
            "age.p95",
            "age.p99",
            "age.p999",
            "age.peakMean",
            "overhead.requestsPerSubscriberSecond",
            "overhead.messagesPerSubscriberSecond",
            "overhead.bytesPerSubscriberSecond",
            "overhead.serverCpuMicrosPerSubscriberSecond",
            "overhead.requestsPerPublished",
            "overhead.bytesPerPublished",
            "overhead.serverCpuMicrosPerPublished",
            "overhead.requestsPerDelivered",
            "overhead.bytesPerDelivered",
            "overhead.serverCpuMicrosPerDelivered",
            "overhead.emptyPollRatio");
  }

  private static List<Objective> all(String texts) {
    List<Objective> objectives = Arrays.stream(texts.split(";")).map(Objective::parse).toList();
    Contradictions.check(objectives);
    return objectives;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staleness.p95<=1s;staleness.p95>=1s",
        "staleness.p95<=2s;staleness.p95>=1s",
        "staleness.p50<=1s;staleness.p95>=2s",
        "staleness.mean<=1s;staleness.p95>=2s",
        "staleness.p95<=1s;age.p95>=2s",
        "staleness.p95<=1s;deliveryLatency.p95<=1s",
        "overhead.bytesPerPublished<1KiB;overhead.bytesPerSubscriberSecond>2KiB",
        "staleness.staleFraction<10%;staleness.p95>1s",
      })
  void agree(String texts) {
    assertThatCode(() -> all(texts)).doesNotThrowAnyException();
  }
}
