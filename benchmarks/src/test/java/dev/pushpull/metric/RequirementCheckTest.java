package dev.pushpull.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.RunResults;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Requirement;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementCheckTest {

  private static final RunResults RUN = SampleRun.quick();

  private static List<String> failures(String requirement) {
    return RequirementCheck.evaluate(RUN, List.of(Requirement.parse(requirement)))
        .getFirst()
        .failures();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "poll@500ms:staleness.p95<2s",
        "poll@500ms:stalenessMs.p95 < 470000us",
        "poll@500ms:deliveryLatency.p99<=600ms",
        "poll@500ms:stalenessFraction<37%",
        "poll@500ms:staleness.staleFraction<0.37",
        "websocket:overhead.bytesPerSubscriberSecond<1KiB",
        "websocket:overhead.serverCpuMicrosPerSubscriberSecond<0.1ms",
        "poll@500ms:requestLatency.corrected.p90<5ms",
        "poll@2s:counts.published>=1000",
        "poll@2s:deliveryLatency.p99>1s",
      })
  void holds(String requirement) {
    assertThat(failures(requirement)).isEmpty();
  }

  @Test
  void mustHoldInEveryRepeat() {
    assertThat(failures("poll@500ms:staleness.mean<92.5ms"))
        .containsExactly("trial 014 (poll@500ms, repeat 2): it is 92.87 ms");
  }

  @Test
  void isNotMetWithoutAFigure() {
    assertThat(failures("websocket:overhead.emptyPollRatio<50%"))
        .containsExactly(
            "trial 007 (websocket, repeat 1): not measured for this strategy and workload",
            "trial 010 (websocket, repeat 2): not measured for this strategy and workload");
  }

  @Test
  void saysHowManySamplesAreMissing() {
    assertThat(failures("websocket:deliveryLatency.p999<1s"))
        .first()
        .asString()
        .matches(
            "trial 007 \\(websocket, repeat 1\\): too few samples for p999 \\(\\d+ of 10000\\)");
  }

  @Test
  void isNotMetByALowerBoundNorByAnInvalidTrial() {
    assertThat(failures("poll@2s:deliveryLatency.p99<10s"))
        .containsExactly("trial 012 (poll@2s, repeat 2): it is at least 1997 ms");
    assertThat(failures("sse:counts.errors<1"))
        .containsExactly("trial 004 (sse, repeat 1): the trial is INVALID");
    assertThat(failures("poll@7s:counts.errors<1"))
        .containsExactly("no trial has this strategy and workload");
  }

  @ParameterizedTest
  @CsvSource({
    "deliveryLatencyMs.p99,TIME",
    "deliveryLatencyMs.samples,NUMBER",
    "stalenessMs.staleFraction,SHARE",
    "ageMs.peakMean,TIME",
    "overhead.emptyPollRatio,SHARE",
    "overhead.bytesUp,BYTES",
    "overhead.connectionBytesDown,BYTES",
    "overhead.requestsPerPublished,NUMBER",
    "overhead.serverCpu.gc,TIME",
    "overhead.baselineCpuMicrosPerSecond,TIME",
    "overhead.serverRssBytesPerSubscriber,BYTES",
    "model.delayMs,TIME",
    "model.deliveryLatencyMeanMs,TIME",
    "model.emptyPollTolerance,SHARE",
    "model.staleFractionTolerance,SHARE",
    "counts.emptyPolls,NUMBER",
  })
  void knowsUnitsByName(String metric, Dimension dimension) {
    assertThat(Metrics.names()).contains(metric);
    assertThat(Metrics.dimension(metric)).isEqualTo(dimension);
  }
}
