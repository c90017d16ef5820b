package dev.pushpull.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.report.sweep.TrialEnd;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.Requirement;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.Golden;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A run of somebody else's server: both ends of what is known, and nothing that is not. */
@Isolated
class TargetRunTest {

  private static final String COUNTERS = "target: counters not available";
  private static final RunResults PUBLISHED =
      SampleTarget.run(SampleRun.quick(), SampleTarget::published);
  private static final RunResults TIMED = SampleTarget.run(SampleRun.quick(), SampleTarget::timed);
  private static final RunResults PROBED =
      SampleTarget.run(SampleRun.quick(), SampleTarget::probed);
  private static final RunResults COUNTED =
      SampleTarget.run(SampleRun.quick(), SampleTarget::counted);

  @TempDir Path folder = Path.of("");

  @Test
  void textForms() throws Exception {
    Golden.assertInEveryLocale("target-publish.txt", () -> SweepReport.text(PUBLISHED, false));
    Golden.assertInEveryLocale("target-time.md", () -> SweepReport.markdown(TIMED));
    Golden.assertInEveryLocale("target-probe.txt", () -> SweepReport.text(PROBED, false));
    Golden.assertInEveryLocale("target-counters.md", () -> SweepReport.markdown(COUNTED));
    Golden.assertInEveryLocale("target-time.csv", () -> TrialCsv.render(TIMED));
  }

  @Test
  void everyFormSaysOnceThatCountersAreNotAvailable() {
    for (RunResults run : List.of(PUBLISHED, TIMED, PROBED, COUNTED)) {
      for (String form :
          List.of(
              SweepReport.text(run, false),
              SweepReport.markdown(run),
              ReportPage.render(run, folder, Optional.empty()).replaceAll("(?s)<script.*", ""))) {
        assertThat(form).containsOnlyOnce(COUNTERS).contains("https://127.0.0.1:9443");
      }
      assertThat(JUnitXml.render(run, List.of(), Optional.empty()))
          .containsOnlyOnce("<property name=\"target\" value=\"" + COUNTERS);
      assertThat(TrialCsv.render(run).lines().skip(1)).allMatch(line -> line.contains(COUNTERS));
    }
  }

  @Test
  void itIsReadBackAsItWasWritten() throws IOException {
    for (RunResults run : List.of(PUBLISHED, TIMED, PROBED, COUNTED)) {
      String json = ResultJson.write(run);
      assertThat(ResultJson.write(ResultJson.readRun(json))).isEqualTo(json);
    }
  }

  @Test
  void theTerminalsTableFits() {
    for (RunResults run : List.of(PUBLISHED, TIMED, PROBED, COUNTED)) {
      assertThat(SweepReport.text(run, false).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }
  }

  private static List<String> failures(RunResults run, String requirement) {
    return RequirementCheck.evaluate(run, List.of(Requirement.parse(requirement)))
        .getFirst()
        .failures();
  }

  @Test
  void requirementsAreAnsweredByTheEndThatIsWorse() {
    String websocket = "websocket:deliveryLatency.p50";
    assertThat(failures(PUBLISHED, websocket + "<3ms")).isEmpty();
    assertThat(failures(PUBLISHED, websocket + "<2ms"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern("it is 0\\.9\\d+ to 2\\.9\\d+ ms"));
    assertThat(failures(PUBLISHED, websocket + ">500us")).isEmpty();
    assertThat(failures(PUBLISHED, websocket + ">2ms")).isNotEmpty();
    assertThat(failures(PROBED, websocket + "<60m"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsPattern("it is at least 0\\.9\\d+ ms, and truth 'probe: websocket'"));
    assertThat(failures(PROBED, websocket + ">500us")).isEmpty();
    assertThat(failures(COUNTED, websocket + "<60m"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).endsWith("does not tell when updates were published"));
    assertThat(failures(PUBLISHED, "websocket:overhead.serverCpuMicrosPerSubscriberSecond<60m"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).endsWith(COUNTERS));
  }

  private static String end(RunResults run, String strategy) {
    return run.trials().stream()
        .filter(trial -> trial.strategy().equals(strategy))
        .map(trial -> TrialEnd.of(trial).figures())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theEndOfATrialTellsBothEndsToo() {
    assertThat(end(PUBLISHED, "websocket")).startsWith("delivery p50 906 µs–2.91 ms · stale 0.1");
    assertThat(end(TIMED, "poll@500ms")).startsWith("delivery p50 ≤ 1.05 s · stale 37–38 % · ");
    assertThat(end(PROBED, "poll@500ms")).startsWith("delivery p50 ≥ 246 ms · stale ≥ 37 % · ");
    assertThat(end(COUNTED, "poll@500ms")).startsWith("updates are only numbered · 2.0 requests/s");
  }

  @Test
  void whatIsOnlyKnownToBeMoreIsNeverCalledFresherOrEnough() {
    RunResults required =
        PROBED.with(PROBED.trials().stream().filter(t -> !t.strategy().equals("sse")).toList());
    String text = SweepReport.text(required, false).replaceAll("\\s+", " ");
    assertThat(text)
        .contains("No push measured is known to have kept screens less than 1 s behind")
        .contains("Freshest: websocket (no clear difference from long-poll, poll@100ms,");
    RunResults demanding =
        EditedRun.run(
            run -> ((ObjectNode) run.path("spec")).putArray("require").add("staleness.p95<1m"));
    String asked =
        SweepReport.text(SampleTarget.run(demanding, SampleTarget::probed), false)
            .replaceAll("\\s+", " ");
    assertThat(asked).contains("Closest to staleness.p95<1m is websocket, with at least 843 µs.");
  }

  @Test
  void theClosedFormsOfArrivalsThatNobodyKnowsAreNotDrawn() {
    assertThat(ReportPage.render(PUBLISHED, folder, Optional.empty()))
        .doesNotContain("\"expected\":[]");
    assertThat(ReportPage.render(TIMED, folder, Optional.empty())).contains("\"expected\":[]");
    assertThat(TrialCsv.render(TIMED)).doesNotContain("poisson");
  }
}
