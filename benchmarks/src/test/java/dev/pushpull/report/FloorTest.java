package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.report.sweep.Row;
import dev.pushpull.report.sweep.Rows;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bare sockets have rows of their own in the table of OkHttp, however old the run is. */
class FloorTest {

  private static final String FLOOR = "websocket (socket)";

  private static SweepSpec spec(String strategies, String... required) {
    var values = new LinkedHashMap<>(Map.of("strategies", strategies));
    values.put("repeats", "3");
    return new Overrides(values, List.of(required).stream().map(Requirement::parse).toList())
        .applyTo(SuiteFile.load("quick"));
  }

  /** As schema 1 had it: the floor was a strategy, and the engine was called client. */
  private static String schemaOne(RunResults run) throws IOException {
    var tree = (ObjectNode) new ObjectMapper().readTree(ResultJson.write(run));
    tree.put("schema", 1);
    tree.path("trials").forEach(FloorTest::makeOld);
    tree.path("spec").path("cells").forEach(FloorTest::makeOld);
    return tree.toString();
  }

  private static void makeOld(JsonNode cell) {
    JsonNode engine = ((ObjectNode) cell.path("workload")).remove("engine");
    if (engine != null && engine.asText().equals("socket")) {
      ((ObjectNode) cell).put("strategy", "raw-websocket");
    } else if (engine != null) {
      ((ObjectNode) cell.path("workload")).set("client", engine);
    }
  }

  @Test
  void isARowOfTheSameTable() {
    Map<WorkloadInfo, List<Row>> tables =
        Rows.of(SampleRun.of(spec("sse,websocket,raw-websocket")));

    assertThat(tables).hasSize(1);
    assertThat(tables.values().iterator().next())
        .extracting(Row::name, Row::isFloor)
        .containsExactly(tuple(FLOOR, true), tuple("websocket", false), tuple("sse", false));
    assertThat(tables.keySet()).extracting(WorkloadInfo::engineName).containsExactly("okhttp");
  }

  @Test
  void anOldRunIsReportedLikeANewOne() throws IOException {
    SweepSpec spec = spec("sse,websocket,raw-websocket", "raw-websocket:staleness.p95<2s");
    RunResults now = SampleRun.of(spec);
    String json = schemaOne(now);
    RunResults old = ResultJson.readRun(json);

    assertThat(json).contains("raw-websocket").doesNotContain("socket\"}");
    assertThat(SpecJson.sweep(old.spec(), Path.of("."))).isEqualTo(spec);
    assertThat(SweepReport.text(old, false))
        .contains(FLOOR)
        .isEqualTo(SweepReport.text(now, false));
    assertThat(SweepReport.markdown(old)).contains(FLOOR).isEqualTo(SweepReport.markdown(now));
    assertThat(TrialCsv.render(old)).contains(",socket,").isEqualTo(TrialCsv.render(now));
  }

  @Test
  void aBrowsersRunKeepsItsEngine() throws IOException {
    var values = new LinkedHashMap<>(Map.of("engine", "browser"));
    values.put("strategies", "sse");
    RunResults now =
        SampleRun.of(new Overrides(values, List.of()).applyTo(SuiteFile.load("quick")));
    String json = schemaOne(now);
    RunResults old = ResultJson.readRun(json);

    assertThat(json).contains("\"client\":\"browser\"");
    assertThat(old.trials()).extracting(TrialResult::workload).containsOnly(workload(now));
    assertThat(workload(now).label()).endsWith(", browser");
  }

  private static WorkloadInfo workload(RunResults run) {
    return run.trials().getFirst().workload();
  }

  @Test
  void anOldRunIsComparedWithANewOne() throws Exception {
    RunResults now = SampleRun.of(spec("websocket,raw-websocket"));
    RunResults old = ResultJson.readRun(schemaOne(now));

    assertThat(Comparison.of(old, now, List.of()).rows())
        .extracting(row -> row.strategies().toString(), row -> row.workload().engineName())
        .contains(tuple(FLOOR, "okhttp"), tuple("websocket", "okhttp"));
    assertThat(
            Comparison.of(old, now, List.of(StrategyPair.parse("websocket=raw-websocket"))).rows())
        .extracting(row -> row.strategies().toString())
        .containsOnly("websocket=" + FLOOR);
  }

  @Test
  void aRequirementIsAboutOneOfTheTwo() {
    RunResults run = SampleRun.of(spec("websocket,raw-websocket"));

    for (String name : List.of("raw-websocket", FLOOR, "websocket")) {
      Requirement impossible = Requirement.parse(name + ":deliveryLatency.p50<0ms");
      assertThat(RequirementCheck.evaluate(run, List.of(impossible)).getFirst().failures())
          .hasSize(3)
          .allMatch(line -> line.contains(name.equals("websocket") ? "(websocket," : FLOOR));
    }
  }
}
