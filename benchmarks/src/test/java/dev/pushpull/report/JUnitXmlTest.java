package dev.pushpull.report;

import static dev.pushpull.testkit.EditedRun.trial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Requirement;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.SampleRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated
class JUnitXmlTest {

  private static final String HOSTILE =
      "<img src=x onerror=alert(1)> & \"'`|]]> \u0000\u001b[31m\u202e\uffff\ud800 \n\t";

  private static List<Outcome> outcomes(RunResults run, String... requirements) {
    return RequirementCheck.evaluate(run, Stream.of(requirements).map(Requirement::parse).toList());
  }

  private static JUnitFile render(Consumer<ObjectNode> edit, String... requirements) {
    RunResults run = EditedRun.run(edit);
    return JUnitFile.read(JUnitXml.render(run, outcomes(run, requirements), Optional.empty()));
  }

  @Test
  void isSealed() throws Exception {
    RunResults run = SampleRun.quick();
    Golden.assertInEveryLocale(
        "junit.xml",
        () ->
            JUnitXml.render(
                run,
                outcomes(
                    run,
                    "websocket:staleness.p95<2s",
                    "poll@2s:deliveryLatency.p99<=600ms",
                    "overhead.bytesPerSubscriberSecond<3000"),
                Optional.empty()));
  }

  @Test
  void everyTrialIsACaseOfValidity() {
    JUnitFile file = render(_ -> {});

    assertThat(file.suites()).containsExactly("validity");
    assertThat(file.counts("validity")).isEqualTo("tests=15 failures=1 errors=0 skipped=1");
    String workload = ", poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1";
    assertThat(file.findings())
        .containsExactlyInAnyOrder(
            "failure INVALID: sse, repeat 1" + workload,
            "skipped SUSPECT: poll@100ms, repeat 2" + workload);
    assertThat(file.text("sse, repeat 1" + workload))
        .isEqualTo("INVALID: trial 004\naudit: client bytes 612340 ≠ server bytes 612000");
  }

  @Test
  void aCasesTimeIsTheLengthOfItsWindows() {
    JUnitFile file = render(run -> trial(run, 0).put("windowSeconds", 12.5));

    assertThat(file.suite("validity").getAttribute("time")).isEqualTo("77.5");
    assertThat(file.cases("validity").get(1).getAttribute("time")).isEqualTo("12.5");
    assertThat(file.cases("validity").getFirst().getAttribute("time")).isEqualTo("0");
  }

  @Test
  void aRequirementFailsWithALineForEachTrial() {
    JUnitFile file =
        render(
            _ -> {},
            "poll@500ms:deliveryLatency.p50<1ms",
            "sse:overhead.requestsPerSubscriberSecond<1");

    assertThat(file.suites()).containsExactly("validity", "requirements");
    assertThat(file.counts("requirements")).isEqualTo("tests=2 failures=2 errors=0 skipped=0");
    assertThat(file.text("poll@500ms:deliveryLatency.p50<1ms").lines())
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).matches("trial \\d+ \\(poll@500ms, .*\\): it is .* ms"));
    assertThat(file.text("sse:overhead.requestsPerSubscriberSecond<1"))
        .contains("the trial is INVALID");
  }

  @Test
  void whatIsMetPasses() {
    JUnitFile file = render(_ -> {}, "websocket:staleness.p95<2s");

    assertThat(file.counts("requirements")).isEqualTo("tests=1 failures=0 errors=0 skipped=0");
  }

  @Test
  void aRunThatIsNotFinishedIsAnError() {
    JUnitFile file = render(run -> run.withArray("trials").remove(13));

    assertThat(file.findings()).contains("error NOT FINISHED: all planned trials");
    assertThat(file.text("all planned trials")).isEqualTo("NOT FINISHED: 13 of 14 trials done.");
    assertThat(file.root().getAttribute("errors")).isEqualTo("1");
  }

  @Test
  void aRunWithoutTrialsIsAnErrorAndNoEmptyFile() {
    JUnitFile file = render(run -> run.putArray("trials"), "staleness.p95<2s");

    assertThat(file.counts("validity")).isEqualTo("tests=1 failures=0 errors=1 skipped=0");
    assertThat(file.counts("requirements")).isEqualTo("tests=1 failures=1 errors=0 skipped=0");
  }

  @Test
  void aRunWithEveryTrialInvalidFailsThroughout() {
    JUnitFile file = render(EditedRun::judgeAllInvalid);

    assertThat(file.counts("validity")).isEqualTo("tests=15 failures=14 errors=0 skipped=0");
  }

  static Stream<Consumer<ObjectNode>> hostileMembers() {
    return Stream.of(
        run -> run.put("runId", HOSTILE),
        run -> trial(run, 0).put("strategy", HOSTILE),
        run -> EditedRun.judge(trial(run, 0).put("id", HOSTILE), Verdict.INVALID, "x"),
        run -> trial(run, 0).withObject("workload").put("arrivals", HOSTILE),
        run -> trial(run, 0).withObject("workload").put("protocol", HOSTILE),
        run -> trial(run, 0).put("windowSeconds", -1e-7),
        run -> EditedRun.judge(trial(run, 0), Verdict.SUSPECT, HOSTILE));
  }

  /** {@link JUnitFile#read} parses and holds it against the schema, which is the assertion. */
  @ParameterizedTest
  @MethodSource("hostileMembers")
  void isWellFormedWhateverTheRunHolds(Consumer<ObjectNode> edit) {
    JUnitFile file = render(edit, "staleness.p95<2s");

    assertThat(file.cases("validity")).hasSize(15);
    assertThat(JUnitXml.render(EditedRun.run(edit), List.of(), Optional.empty()))
        .doesNotContain("<img", "\u001b", "\u202e", "\u0000", "\uffff");
  }

  @Test
  void saysWhatItReplaced() {
    JUnitFile file = render(run -> trial(run, 0).put("strategy", "a\u001bb\nc\ud800d<e>\"&"));

    assertThat(file.cases("validity").get(1).getAttribute("name"))
        .startsWith("a\ufffdb c\ufffdd<e>\"&, repeat 1");
  }
}
