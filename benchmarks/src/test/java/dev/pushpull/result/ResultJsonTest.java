package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.SpecJson;
import dev.pushpull.run.Trace;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

  @Test
  void readsBackWhatItWrote() throws IOException {
    String json = ResultJson.write(SampleRun.quick());

    RunResults read = ResultJson.readRun(json);

    assertThat(ResultJson.write(read)).isEqualTo(json);
    assertThat(read.trials()).hasSize(14);
    assertThat(read.trials().get(0).stalenessMs().distribution().mean()).isNotNull();
    assertThat(read.trials().get(0).times().ageMs().peakMean()).isEqualTo(998.7);
  }

  @Test
  void readsTheCommittedRun() throws IOException {
    RunResults run = RunDirectory.read(Path.of("../results/reference"));

    assertThat(run.trials()).hasSize(run.plannedTrials());
    assertThat(SpecJson.requirements(run.spec()))
        .isEqualTo(SpecJson.sweep(run.spec(), Path.of(".")).requirements());
  }

  @Test
  void keepsStalenessFlat() {
    var tree = ResultJson.node(SampleRun.quick().trials().get(0));

    assertThat(tree.path("stalenessMs").properties().stream().map(e -> e.getKey()))
        .containsExactly(
            "samples",
            "mean",
            "p50",
            "p90",
            "p95",
            "p99",
            "p999",
            "max",
            "atLeast",
            "staleFraction");
  }

  @Test
  void roundsToSixDigitsWithoutExponents() {
    var split = new CpuSplit(1_234_567.89, 0.000123456789, 100.0, 0.0, 2.0 / 3);

    assertThat(ResultJson.node(split).toString())
        .isEqualTo(
            "{\"serve\":1234570,\"publish\":0.000123457,\"jit\":100,\"gc\":0,\"control\":0.666667}");
  }

  @Test
  void refusesWhatIsNotFinite() {
    var event = new Trace.Event(Double.NaN, 0);

    assertThatThrownBy(() -> ResultJson.write(event))
        .hasMessage("a figure must be finite, but is NaN at atMs");
  }

  @Test
  void refusesToReadWhatIsNotFinite() {
    String json = ResultJson.node(new Trace.Event(5, 0)).toString();

    for (String figure : List.of("1e999", "-1e999", "\"NaN\"", "\"5\"", "true", "[5]")) {
      assertThatThrownBy(() -> ResultJson.read(json.replace("5", figure), "it", Trace.Event.class))
          .as(figure)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a figure must be ");
    }
  }

  @Test
  void refusesWhatIsMissing() {
    var none = ResultJson.node(new Trace.Event(5, 0)).toString();

    assertThatThrownBy(
            () -> ResultJson.read(none.replace("\"atMs\":5,", ""), "it", Trace.Event.class))
        .hasMessageContaining("atMs");
    assertThatThrownBy(() -> ResultJson.read(none.replace("5", "null"), "it", Trace.Event.class))
        .hasMessageContaining("atMs");
    assertThatThrownBy(() -> ResultJson.read("null", "it", Trace.Event.class))
        .hasMessageContaining("nothing is there");
  }

  @Test
  void refusesWhatIsUnknownAlsoAmongMembersOfAGroup() {
    String json = ResultJson.write(SampleRun.quick().trials().getFirst());

    for (String member : List.of("windows", "undelivered", "emptyPollRatio", "ageMeanMs")) {
      assertThatThrownBy(
              () ->
                  ResultJson.readTrial(
                      json.replaceFirst("\"" + member, "\"unknown\": 1,\n\"" + member)))
          .as(member)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("result.json cannot be read: ")
          .hasMessageContaining("unknown");
    }
  }

  @Test
  void writesTheCommittedRunAgainByteForByteButForItsSchema() throws IOException {
    String stored = Files.readString(Path.of("../results/reference/results.json"));
    var exact =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    var tree = (ObjectNode) exact.readTree(stored);
    assertThat(ResultJson.write(tree)).isEqualTo(stored);

    SchemaOne.bringUp(tree);
    assertThat(ResultJson.write(ResultJson.readRun(stored))).isEqualTo(ResultJson.write(tree));
  }

  @Test
  void aFigureThatMayBeNullMayBeMissing() throws IOException {
    String json = ResultJson.node(Distribution.NONE).toString();

    assertThat(ResultJson.read(json.replace("\"mean\":null,", ""), "it", Distribution.class))
        .isEqualTo(Distribution.NONE);
  }

  @Test
  void refusesAnotherSchema() {
    assertThatThrownBy(() -> ResultJson.readRun("{\"schema\":3}"))
        .hasMessage(
            "results.json has schema 3, but this version reads schemas 1 and 2: it was written by a"
                + " newer pushpull; read it with that version");
    assertThatThrownBy(() -> ResultJson.readRun("{\"runId\":\"x\"}"))
        .hasMessage(
            "results.json has schema (none), but this version reads schemas 1 and 2: measure again,"
                + " or read it with the version that wrote it");
  }

  @Test
  void namesTheMemberThatCannotBeRead() {
    assertThatThrownBy(() -> ResultJson.readRun("{\"schema\":1,\"trials\":[{\"repeat\":\"x\"}]}"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("results.json cannot be read: ")
        .hasMessageEndingWith(" at trials[0].repeat");
    assertThatThrownBy(() -> ResultJson.readRun("{\n nonsense"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("results.json is not valid JSON: ")
        .hasMessageEndingWith(" at line 2");
  }
}
