package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {

  private static final String LABEL = "poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staleness.p95<2s",
        "poll@500ms:deliveryLatency.p99<=600ms",
        "overhead.bytesPerSubscriberSecond<200",
        "sse/poisson:2/s, 64 B:staleness.staleFraction>=5%",
        "counts.errors<1",
        "serverCpu.gc>0.5us",
      })
  void readsWhatItWrites(String text) {
    assertThat(Requirement.parse(text)).hasToString(text);
  }

  @Test
  void matchesStrategyAndParts() {
    var requirement = Requirement.parse("poll@1000ms/64 B,poisson:2/s : staleness.p95 < 2s");

    assertThat(requirement.metric()).isEqualTo("staleness.p95");
    assertThat(requirement.matches("poll@1s", LABEL)).isTrue();
    assertThat(requirement.matches("poll@2s", LABEL)).isFalse();
    assertThat(requirement.matches("poll@1s", LABEL.replace("64", "4096"))).isFalse();
    assertThat(Requirement.parse("staleness.p95<2s").matches("sse", LABEL)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"600ms,600", "2s,2000", "1.5m,90000", "250us,0.25", "250µs,0.25", "5%,0.05"})
  void convertsUnits(String text, double base) {
    assertThat(Quantity.parse(text).inBase()).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource({"4KiB,4096", "1 MiB,1048576", "12B,12", "0.5,0.5"})
  void convertsBytesAndNumbers(String text, double base) {
    assertThat(Quantity.parse(text).inBase()).isEqualTo(base);
  }

  @Test
  void comparesAsItsOperatorSays() {
    assertThat(Requirement.Operator.BELOW.holds(2, 2)).isFalse();
    assertThat(Requirement.Operator.AT_MOST.holds(2, 2)).isTrue();
    assertThat(Requirement.Operator.ABOVE.holds(2, 2)).isFalse();
    assertThat(Requirement.Operator.AT_LEAST.holds(2, 2)).isTrue();
    assertThat(Requirement.Operator.ABOVE.holds(3, 2)).isTrue();
    assertThat(Requirement.Operator.BELOW.holds(1, 2)).isTrue();
  }
}
