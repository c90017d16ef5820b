package dev.pushpull.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushpull.metric.Metrics;
import dev.pushpull.metric.RequirementCheck;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.testkit.SampleFigures;
import dev.pushpull.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioFiguresTest {

  private static TrialResult told() {
    return SampleFigures.run().trials().getFirst();
  }

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    String json = ResultJson.write(told());

    TrialResult read = ResultJson.readTrial(json);

    assertThat(json)
        .contains("\"story\": {\n    \"kind\": \"job-status\",\n    \"submitted\": 101,");
    assertThat(read.story()).isEqualTo(SampleFigures.JOBS);
    assertThat(read.and(Validity.suspect("x")).story()).isEqualTo(SampleFigures.JOBS);
  }

  @Test
  void isAbsentWhereThereIsNone() {
    assertThat(ResultJson.write(SampleRun.quick()))
        .doesNotContain("story")
        .doesNotContain("scenario");
  }

  @Test
  void aCellKeepsItsScenario() throws IOException {
    SweepSpec spec = Scenario.parse("job-status:constant:1s").preset().orElseThrow().sweep();

    assertThat(SpecJson.sweep(SpecJson.of(spec), Path.of("."))).isEqualTo(spec);
    assertThat(SpecJson.of(spec).path("cells").path(0).path("workload").path("scenario").asText())
        .isEqualTo("job-status:constant:1s");
  }

  @Test
  void itsFiguresHaveNames() {
    assertThat(Metrics.figure(told(), Metrics.resolve("story.requestsPerJob"))).hasValue(2.9);
    assertThat(Metrics.names()).noneMatch(name -> name.startsWith("story."));
    assertThat(Metrics.names(SampleFigures.run())).contains("story.wastedPollRatio");
    assertThat(Metrics.dimension("story.wastedPollRatio")).isEqualTo(Dimension.SHARE);
    assertThat(Metrics.dimension("story.bytesPerJob")).isEqualTo(Dimension.BYTES);
    assertThat(Metrics.dimension("story.echoLatencyMs.p99")).isEqualTo(Dimension.TIME);
    assertThat(Metrics.dimension("story.requestsPerJob")).isEqualTo(Dimension.NUMBER);
  }

  @Test
  void aRequirementOfAnotherStoryCannotBeAnswered() {
    var require = new Overrides(Map.of(), List.of(Requirement.parse("story.requestsPerJob<3")));
    SweepSpec jobs = Scenario.parse("job-status").preset().orElseThrow().sweep();
    SweepSpec couriers = Scenario.parse("courier").preset().orElseThrow().sweep();

    RequirementCheck.checkAnswerable(require.applyTo(jobs));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequirementCheck.checkAnswerable(require.applyTo(couriers)))
        .withMessage(
            "requirement 'story.requestsPerJob<3': scenario courier has no story.requestsPerJob");
  }
}
