package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stalenes.p95<2s         | objective 'stalenes.p95<2s': no metric is called 'stalenes.p95'; near names are staleness.p95,
          scheduleLag.p99<5ms     | objective 'scheduleLag.p99<5ms': scheduleLag.p99 cannot be predicted; supported are deliveryLatency.mean, deliveryLatency.p50,
          counts.errors<1         | objective 'counts.errors<1': counts.errors cannot be predicted
          requestLatency.corrected.p99<1s | objective 'requestLatency.corrected.p99<1s': requestLatency.corrected.p99 cannot be predicted
          staleness.max<1s        | objective 'staleness.max<1s': staleness.max cannot be predicted
          staleness.p95<200B      | objective 'staleness.p95<200B': staleness.p95 is compared with a duration such as 250ms, not with '200B'
          staleness.p95<2         | objective 'staleness.p95<2': staleness.p95 is compared with a duration such as 250ms, not with '2'
          overhead.bytesPerSubscriberSecond<1s | objective 'overhead.bytesPerSubscriberSecond<1s': overhead.bytesPerSubscriberSecond is compared with bytes such as 200 or 4KiB, not with '1s'
          staleness.p95<=0ms      | objective 'staleness.p95<=0ms': the bound must be above 0, but is 0ms
          stalenessFraction<150%  | objective 'stalenessFraction<150%': a share is at most 1 (100%), but the bound is 150%
          poll@1s:staleness.p95<2s | objective 'poll@1s:staleness.p95<2s': an objective applies to whatever is recommended, so it must not name a strategy
          staleness.p95<=-1s      | requirement 'staleness.p95<=-1s': expected a value such as 600ms, 5%, 4KiB or 200, but got '-1s'
          staleness               | a requirement must be [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE
          """)
  void refuses(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objective.parse(text))
        .withMessageStartingWith(message);
  }

  private static List<Objective> all(String texts) {
    List<Objective> objectives = Arrays.stream(texts.split(";")).map(Objective::parse).toList();
    Contradictions.check(objectives);
    return objectives;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          staleness.p95<=1s;staleness.p95>=2s     | objectives 'staleness.p95<=1s' and 'staleness.p95>=2s' contradict each other: no figure is both
          staleness.p95>=2s;staleness.p95<=1s     | objectives 'staleness.p95<=1s' and 'staleness.p95>=2s' contradict each other: no figure is both
          age.mean<1s;age.mean>=1s                | objectives 'age.mean<1s' and 'age.mean>=1s' contradict each other: no figure is both
          age.p95<=1s;age.p50>2s                  | objectives 'age.p95<=1s' and 'age.p50>2s' contradict each other: a lower percentile is never above a higher one
          age.mean<=100ms;age.p95>=2001ms         | objectives 'age.mean<=100ms' and 'age.p95>=2001ms' contradict each other: with 5.0 % of the values so high, the mean is higher too
          overhead.bytesPerSubscriberSecond<1KiB;overhead.bytesPerSubscriberSecond>2KiB | objectives 'overhead.bytesPerSubscriberSecond<1KiB' and 'overhead.bytesPerSubscriberSecond>2KiB' contradict each other: no figure is both
          """)
  void contradict(String texts, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> all(texts)).withMessage(message);
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
