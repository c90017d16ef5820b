package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.metric.Metrics;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.testkit.EditedRun;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What schema 1 wrote, taken from what schema 2 writes by going its table backwards. */
class SchemaOneTest {

  private static final List<ScenarioFigures> STORIES =
      List.of(SampleFigures.JOBS, SampleFigures.chat(1, 2, 3));

  private static ObjectNode schemaOne(TrialResult trial, ScenarioFigures story) {
    var tree = (ObjectNode) ResultJson.node(SampleRun.with(trial, story));
    var told = (ObjectNode) tree.path("story");
    SchemaOne.renamed(told.path("kind").asText())
        .forEach(
            (old, now) -> {
              boolean model = old.startsWith("model.");
              var to = model ? (ObjectNode) tree.path("model") : tree;
              to.set(
                  old.substring(old.indexOf('.') + 1),
                  told.remove(now.substring(now.indexOf('.') + 1)));
            });
    return tree;
  }

  @Test
  void scenariosDelaysGetNamesOfTheirOwn() throws IOException {
    for (ScenarioFigures story : STORIES) {
      ObjectNode old = schemaOne(SampleRun.quick().trials().getFirst(), story);
      TrialResult read = ResultJson.readTrial(old.toString());

      assertThat(ResultJson.node(Objects.requireNonNull(read.story())))
          .isEqualTo(ResultJson.node(story)); // rounded
      assertThat(read.delayMs().mean()).isEqualTo(story.delayMs().mean());
      assertThat(read.deliveryLatencyMs()).isEqualTo(Distribution.NONE);
      assertThat(read.model().deliveryLatencyMs().value()).isNull();
    }
  }

  @Test
  void whatIsOfSchemaTwoStaysAsItIs() throws IOException {
    for (ScenarioFigures story : STORIES) {
      String json = ResultJson.write(SampleRun.with(SampleRun.quick().trials().getFirst(), story));
      assertThat(ResultJson.write(ResultJson.readTrial(json))).isEqualTo(json);
    }
  }

  @Test
  void aReasonTouchesAll() throws IOException {
    var old = (ObjectNode) ResultJson.node(SampleRun.quick().trials().getFirst());
    var validity = old.putObject("validity").put("verdict", "SUSPECT");
    validity.putArray("reasons").add("cold").add("late");

    Validity read = ResultJson.readTrial(old.toString()).validity();
    assertThat(read.lines()).containsExactly("cold", "late");
    assertThat(FigureGroup.values()).allMatch(group -> read.verdict(group) == Verdict.SUSPECT);
    validity.putArray("reasons");
    assertThat(ResultJson.readTrial(old.toString()).validity().lines())
        .containsExactly("the reason was not stored");
  }

  @Test
  void theCommittedRunIsReadWithEveryFigure() throws IOException {
    Path file = Path.of("../results/reference/results.json");
    var mapper = new ObjectMapper();
    JsonNode old = mapper.readTree(file.toFile());
    assertThat(old.path("schema").asInt()).isEqualTo(1);
    JsonNode now = mapper.readTree(ResultJson.write(ResultJson.readRun(Files.readString(file))));

    assertThat(now.path("schema").asInt()).isEqualTo(2);
    for (int i = 0; i < old.path("trials").size(); i++) {
      var before = (ObjectNode) old.path("trials").path(i);
      var after = (ObjectNode) now.path("trials").path(i);
      assertThat(after.remove("validity").path("verdict"))
          .isEqualTo(before.remove("validity").path("verdict"));
      assertThat(after).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job-status", "chat:cuts:1/s"})
  void requirementsOnAScenariosDelayKeepTheirMeaning(String scenario) throws IOException {
    String json =
        EditedRun.json(
            run -> {
              run.put("schema", 1);
              var spec = run.withObject("spec");
              spec.path("cells")
                  .forEach(c -> ((ObjectNode) c.path("workload")).put("scenario", scenario));
              ArrayNode require = spec.putArray("require");
              require.add("poll@1s:deliveryLatency.p95<1s").add("staleness.mean<1s");
              run.putArray("trials");
            });

    String delay = scenario.equals("job-status") ? "doneToKnown" : "sentToReceived";
    assertThat(SpecJson.requirements(ResultJson.readRun(json).spec()))
        .extracting(Requirement::toString)
        .containsExactly("poll@1s:story." + delay + ".p95<1s", "staleness.mean<1s");
  }

  @Test
  void theGuidesTableIsTheOneInUse() throws IOException {
    var table = new HashMap<String, Map<String, String>>();
    Files.readString(Path.of("../results/README.md"))
        .lines()
        .filter(line -> line.matches("\\| `(job-status|chat)` \\|.*"))
        .map(line -> line.replace("`", "").split(" *\\| *", -1))
        .forEach(
            cells -> table.computeIfAbsent(cells[1], _ -> new HashMap<>()).put(cells[2], cells[3]));

    assertThat(table).isEqualTo(SchemaOne.RENAMED);
    for (String kind : table.keySet()) {
      Scenario scenario = Scenario.parse(kind);
      assertThat(SchemaOne.renamed(kind).values())
          .allMatch(
              name ->
                  Metrics.isFigureOf(scenario, name)
                      || Metrics.isFigureOf(scenario, name + ".mean"));
    }
  }
}
