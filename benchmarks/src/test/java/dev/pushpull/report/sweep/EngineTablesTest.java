package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.FailCheck;
import dev.pushpull.compare.FailCondition;
import dev.pushpull.report.comparison.ComparisonReport;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that ran the same strategies stand beside each other, and must agree. */
class EngineTablesTest {

  private static final String MUST =
      "okhttp and netty ran the same strategies, so the server's figures (delivery, staleness,"
          + " requests, empty polls) must agree";

  private static RunResults run(String yaml) {
    return SampleRun.of(SuiteFile.parse("s.yaml", "name: s\n" + yaml));
  }

  private static RunResults engines(String strategies) {
    return run("strategies: [" + strategies + "]\nengine: [okhttp, netty]\nrepeats: 5\n");
  }

  /** The run with what netty's trials found changed by hand. */
  private static RunResults edited(RunResults run, Consumer<ObjectNode> edit) throws IOException {
    var tree = (ObjectNode) new ObjectMapper().readTree(ResultJson.write(run));
    tree.path("trials")
        .forEach(
            trial -> {
              if (trial.path("workload").path("engine").asText().equals("netty")) {
                edit.accept((ObjectNode) trial);
              }
            });
    return ResultJson.readRun(tree.toString());
  }

  private static void scale(ObjectNode parent, String name, double factor) {
    parent.put(name, factor * parent.path(name).asDouble());
  }

  private static RunResults cheaper() throws IOException {
    return edited(
        engines("websocket, poll@500ms"),
        trial -> {
          var overhead = (ObjectNode) trial.path("overhead");
          overhead.put(
              "bytesPerSubscriberSecond",
              overhead.path("bytesPerSubscriberSecond").asDouble()
                  - 47 * overhead.path("requestsPerSubscriberSecond").asDouble());
          scale(overhead, "clientCpuMicrosPerSubscriberSecond", 0.25);
        });
  }

  @Test
  void aRunOnOneEngineNeedsNoWord() {
    assertThat(EngineTables.of(SampleRun.quick()).tables()).isEmpty();
    assertThat(EngineTables.of(SampleRun.quick()).sentences()).isEmpty();
  }

  @Test
  void saysThatTheyAgreeAndWhatEachExchangeTook() throws IOException {
    EngineTables tables = EngineTables.of(cheaper());

    assertThat(tables.sentences().getFirst())
        .isEqualTo(MUST + ", and they do, in all 11 figures with a verdict.");
    assertThat(tables.sentences().get(1))
        .isEqualTo(
            "Bytes differ by headers. For each exchange (a request with its answer, or a message)"
                + " netty took the same in websocket; 47.0 B less in poll@500ms.");
    assertThat(tables.sentences().get(2))
        .startsWith("Client CPU for each exchange, netty against okhttp: websocket ")
        .contains("(× 0.25); poll@500ms ");
    assertThat(tables.tables()).hasSize(1);
  }

  @Test
  void namesWhatDiffers() throws IOException {
    RunResults later =
        edited(
            engines("poll@500ms"),
            trial -> scale((ObjectNode) trial.path("deliveryLatencyMs"), "p50", 1.2));
    RunResults slightly =
        edited(
            engines("poll@500ms"),
            trial -> scale((ObjectNode) trial.path("deliveryLatencyMs"), "p50", 1.002));

    assertThat(EngineTables.of(later).sentences().getFirst())
        .startsWith(MUST + ", but 1 of the 6 with a verdict do not: poll@500ms delivery p50 ms ")
        .contains("+20.0 %")
        .endsWith("Find out why before you trust either.");
    assertThat(EngineTables.of(slightly).sentences())
        .startsWith(MUST + ", and they do, in all 6 figures with a verdict.")
        .anyMatch(told -> told.startsWith("Less than 1 ms apart, which is the engine's own time"));
  }

  @Test
  void givesNoVerdictOnFewRepeats() {
    RunResults few = run("strategies: [sse]\nengine: [okhttp, netty]\nrepeats: 2\n");
    assertThat(EngineTables.of(few).sentences().getFirst())
        .isEqualTo(MUST + "; there is no verdict on it, which takes 5 VALID repeats of each.");
  }

  @Test
  void theFloorStandsBesideBoth() {
    EngineTables tables = EngineTables.of(engines("websocket, websocket (socket)"));

    assertThat(tables.sentences()).anyMatch(told -> told.startsWith("okhttp and socket ran the"));
    assertThat(tables.tables().values())
        .singleElement()
        .satisfies(table -> assertThat(table.rows()).hasSize(4)); // the strategy, and three engines
  }

  @Test
  void everyRenderingShowsThem(@TempDir Path folder) throws IOException {
    RunResults run = cheaper();
    String sentence = EngineTables.of(run).sentences().get(1);
    String heading = EngineTables.TITLE + ": poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1";

    assertThat(SweepReport.text(run, false)).contains(heading).contains("  netty");
    assertThat(SweepReport.text(run, false).lines()).allMatch(line -> line.length() <= 120);
    assertThat(SweepReport.markdown(run)).contains("### Engines compared").contains("47.0 B less");
    assertThat(ReportPage.render(run, folder, Optional.empty()))
        .contains("<h2 id=\"engines-title\">Engines compared</h2>")
        .contains(sentence)
        .contains("<td class=\"text\">netty</td>");
    assertThat(TrialCsv.render(run)).contains(",engine,").contains(",netty,");
  }

  @Test
  void runsOfTwoEnginesAreCompared() throws Exception {
    RunResults both = cheaper();
    RunResults okhttp = only(both, "okhttp");
    RunResults netty = only(both, "netty");
    Comparison comparison = Comparison.of(okhttp, netty, List.of());

    assertThat(comparison.rows()).hasSize(19).allMatch(row -> row.paired());
    assertThat(ComparisonReport.text(comparison, false)).contains("47.0 B less in poll@500ms");
    assertThat(ComparisonReport.markdown(comparison)).contains("47.0 B less in");
    assertThat(
            FailCheck.evaluate(comparison, List.of(FailCondition.parse("worse:staleness.p95>10%"))))
        .extracting(FailCheck.Outcome::failures)
        .containsExactly(List.of());
  }

  private static RunResults only(RunResults run, String engine) {
    return run.with(
        run.trials().stream().filter(t -> t.workload().engineName().equals(engine)).toList());
  }

  @Test
  void ofATargetItSaysWhichEndsAreCompared() {
    RunResults ours = engines("sse, poll@500ms");
    RunResults target = SampleTarget.run(ours, SampleTarget::published);
    assertThat(EngineTables.of(target).sentences().getLast())
        .startsWith("Of a figure that is known between two ends");
    assertThat(EngineTables.of(ours).sentences()).noneMatch(text -> text.contains("two ends"));
    assertThat(EngineTables.of(only(target, "netty")).sentences()).isEmpty();
  }
}
