package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.console.ExitCode;
import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A tiny suite measured by real JMH forks, from its file to its report. */
@ResourceLock(Resources.SYSTEM_OUT)
class OperationsEndToEndTest {

  private static final String SUITE =
      """
      name: tiny
      warmup: 1x50ms
      measurement: 2x50ms
      operations:
        - benchmark: HarnessCost.nextPollFixed
          forks: 2
        - benchmark: RoundTrip.webSocketEcho
          params: {protocol: h2, payload: 64}
      """;

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  private int execute(String... args) {
    return terminal.run(new JmhRunner(), args);
  }

  /** An impossible pair is one INVALID operation among others that are fine. */
  @Test
  void aSuiteIsMeasuredStoredAndReported() throws Exception {
    Path suite = Files.writeString(temp.resolve("tiny.yaml"), SUITE);
    Path run = temp.resolve("run");

    assertThat(execute("run", "--suite", suite.toString(), "--out", run.toString()))
        .as(terminal.err())
        .isEqualTo(ExitCode.FAILED);

    OperationRun stored = OperationDirectory.read(run);
    assertThat(stored.isComplete()).isTrue();
    assertMeasured(stored.operations().getFirst());
    OperationResult impossible = stored.operations().get(1);
    assertThat(impossible.validity().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(impossible.validity().lines().getFirst()).contains("h2").doesNotContain("\n");
    assertThat(terminal.out()).contains("1 of 2 operations are INVALID");
    assertJmh(run);
    assertThat(run.resolve("operations/002/fork-1.log")).isNotEmptyFile();
    assertThat(execute("report", run.toString())).isEqualTo(ExitCode.OK);
  }

  private static void assertMeasured(OperationResult result) {
    assertThat(result.validity().verdict()).isNotEqualTo(Verdict.INVALID);
    assertThat(result.mode()).isEqualTo("avgt");
    assertThat(result.score().unit()).isEqualTo("ns/op");
    assertThat(result.score().value()).isPositive();
    assertThat(result.score().perFork()).hasSize(2).allMatch(score -> score > 0);
    assertThat(result.score().error()).isNotNull();
    assertThat(result.figure(FigureNames.ALLOCATION)).isPresent();
  }

  private static void assertJmh(Path run) throws Exception {
    JsonNode results = new ObjectMapper().readTree(run.resolve("operations-jmh.json").toFile());
    assertThat(results).hasSize(1);
    assertThat(results.get(0).path("forks").asInt()).isEqualTo(2);
    assertThat(results.get(0).path("primaryMetric").path("rawData")).hasSize(2);
    assertThat(results.toString()).doesNotContain("pushpull.operation");
  }
}
