package dev.pushpull.result;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.CPU;
import static dev.pushpull.result.FigureGroup.FRESHNESS;
import static dev.pushpull.result.FigureGroup.REQUEST_LATENCY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.result.Validity.Reason;
import dev.pushpull.result.Validity.Shares;
import dev.pushpull.result.Validity.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

  private static final Validity COLD = Validity.suspect("cold", Set.of(CPU));

  @Test
  void aFiguresVerdictIsTheWorstOfTheReasonsThatTouchIt() {
    Validity both = COLD.and(Validity.suspect("late", Set.of(REQUEST_LATENCY, FRESHNESS)));

    assertThat(both.verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(both.verdict(COUNTS)).isEqualTo(Verdict.VALID);
    assertThat(both.verdict(COUNTS, CPU)).isEqualTo(Verdict.SUSPECT);
    assertThat(both.why(FRESHNESS)).containsExactly("late");
    assertThat(both.lines())
        .containsExactly("cold (touches CPU)", "late (touches freshness and request latency)");
    assertThat(both.and(Validity.invalid("audit")).verdict(COUNTS)).isEqualTo(Verdict.INVALID);
  }

  @Test
  void aReasonAgainstAllSaysNoMoreThanItself() {
    assertThat(Validity.suspect("errors").line()).isEqualTo("errors");
    assertThat(Validity.suspect("steal", Set.of(CPU, FRESHNESS, REQUEST_LATENCY)).line())
        .isEqualTo("steal (touches freshness, request latency and CPU)");
  }

  @Test
  void keepsSharesAndWhyNothingWasAudited() {
    var shares = new Shares(0.1, 0.2, 0.3, 0.0, 0.4);
    Validity all = Validity.of(shares).and(COLD).and(Validity.notAuditable("one side"));

    assertThat(all.shares()).isEqualTo(shares);
    assertThat(all.notAuditable()).isEqualTo("one side");
    assertThat(all.verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(Validity.notAuditable("x").verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void isNoBetterThanItsReasons() {
    var audit = new Reason(Verdict.INVALID, FigureGroup.ALL, "audit");
    assertThatThrownBy(() -> new Validity(Verdict.SUSPECT, List.of(audit), null, null))
        .hasMessage("the verdict must be the worst of the reasons, INVALID, but is SUSPECT");
    assertThatThrownBy(() -> new Reason(Verdict.VALID, Set.of(CPU), "fine"))
        .hasMessage("a reason must spoil something: fine");
    assertThatThrownBy(() -> new Reason(Verdict.SUSPECT, Set.of(), "late"))
        .hasMessage("a reason must spoil something: late");
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    Validity all =
        COLD.and(Validity.of(new Shares(0.25, null, 0.5, 0.0, 0.97)))
            .and(Validity.notAuditable("why"));
    String json = ResultJson.node(all).toString();

    assertThat(json)
        .isEqualTo(
            "{\"verdict\":\"SUSPECT\",\"reasons\":[{\"verdict\":\"SUSPECT\",\"touches\":[\"cpu\"],"
                + "\"text\":\"cold\"}],\"shares\":{\"clientRunQueue\":0.25,\"serverRunQueue\":null,"
                + "\"jit\":0.5,\"steal\":0,\"eventLoop\":0.97},\"notAuditable\":\"why\"}");
    assertThat(ResultJson.read(json, "it", Validity.class)).isEqualTo(all);
    assertThat(ResultJson.node(Validity.VALID).toString())
        .isEqualTo("{\"verdict\":\"VALID\",\"reasons\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "deliveryLatencyMs.p99, FRESHNESS",
    "stalenessMs.staleFraction, FRESHNESS",
    "model.staleFraction, FRESHNESS",
    "requestLatencyMs.corrected.p50, REQUEST_LATENCY",
    "story.submitLatencyMs.mean, REQUEST_LATENCY",
    "overhead.serverCpu.jit, CPU",
    "overhead.clientCpuMicrosPerSubscriberSecond, CPU",
    "overhead.bytesPerSubscriberSecond, COUNTS",
    "counts.published, COUNTS",
    "story.requestsPerJob, COUNTS",
    "validity.shares.steal, COUNTS"
  })
  void everyMetricHasAGroup(String metric, FigureGroup group) {
    assertThat(FigureGroup.of(metric)).isEqualTo(group);
  }
}
