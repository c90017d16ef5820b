package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run by JMH, told to stop, gone on with, killed, and brought to its end. */
@Tag("alone")
class SweepEndToEndTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PROMPTLY = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(20);

  @TempDir Path temp = Path.of("");

  @AfterEach
  void leaveNothing() {
    processes().living().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aRunThatIsBrokenOffLeavesNothingRunningAndLosesNoFinishedTrial() throws Exception {
    Process stopped = start("stopped", fresh());
    await(() -> Files.exists(trial("001")) && processes().hasServer(), PATIENCE);
    FileTime finished = Files.getLastModifiedTime(trial("001").resolve("result.json"));
    interruptAll(stopped);
    awaitNothing();
    assertThat(said("stopped")).endsWith("resume with: pushpull run --resume " + run() + "\n");
    assertThat(RunDirectory.read(run()).trialIds()).containsExactly("001");

    Process killed = start("killed", List.of("--resume", run().toString()));
    await(processes()::hasServer, PATIENCE);
    killed.destroyForcibly();
    awaitNothing();

    Process last = start("last", List.of("--resume", run().toString()));
    assertThat(last.waitFor(PATIENCE)).isTrue();
    assertThat(said("last")).contains("[2/2]").doesNotContain("[1/2]", "interrupted");
    assertThat(last.exitValue()).as(said("last")).isZero();
    awaitNothing();
    assertThat(Files.getLastModifiedTime(trial("001").resolve("result.json"))).isEqualTo(finished);
    assertWhole();
    assertJmh();
  }

  /** As Ctrl-C in a terminal does: the fork and its server are told at once with the run. */
  private void interruptAll(Process run) {
    processes().living().stream()
        .filter(process -> process.pid() != run.pid())
        .forEach(ProcessHandle::destroy);
    run.destroy();
  }

  private List<String> fresh() {
    var options = new ArrayList<>(List.of("--strategies", "websocket,poll@100ms"));
    options.addAll(List.of("--feeds", "2", "--subscribers", "4", "--arrivals", "poisson:20/s"));
    options.addAll(List.of("--warmup", "200ms", "--window", "500ms", "--repeats", "1"));
    options.addAll(List.of("--out", run().toString()));
    return options;
  }

  private Process start(String name, List<String> options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.pushpull.cli.Main", "run"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve(name + ".log").toFile())
        .start();
  }

  private String said(String name) throws IOException {
    return Files.readString(temp.resolve(name + ".log"));
  }

  private Path run() {
    return temp.resolve("run").toAbsolutePath();
  }

  private Path trial(String id) {
    return run().resolve("trials").resolve(id);
  }

  private RunProcesses processes() {
    return new RunProcesses(run());
  }

  private void awaitNothing() throws InterruptedException {
    await(() -> processes().living().isEmpty(), PROMPTLY);
  }

  private void await(BooleanSupplier holds, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("still running: " + processes().living())
          .isLessThan(deadline);
      Thread.sleep(STEP);
    }
  }

  private void assertWhole() throws IOException {
    List<TrialResult> trials = RunDirectory.read(run()).trials();
    assertThat(trials).extracting(TrialResult::id).containsExactly("001", "002");
    assertThat(trials)
        .extracting(TrialResult::strategy)
        .containsExactlyInAnyOrder("websocket", "poll@100ms");
    assertThat(trials).noneMatch(trial -> trial.validity().verdict() == Verdict.INVALID);
    assertThat(trials.getFirst().arrivalsDigest()).isEqualTo(trials.getLast().arrivalsDigest());
    try (var folders = Files.list(run().resolve("trials"))) {
      assertThat(folders).containsExactlyInAnyOrder(trial("001"), trial("002"));
    }
    assertThat(run().resolve("summary.md")).isNotEmptyFile();
  }

  private void assertJmh() throws IOException {
    JsonNode results = new ObjectMapper().readTree(run().resolve("jmh-result.json").toFile());
    assertThat(results).hasSize(2);
    assertThat(results.findValuesAsText("strategy"))
        .containsExactlyInAnyOrder("websocket", "poll@100ms");
    for (JsonNode result : results) {
      assertThat(result.path("mode").asText()).isEqualTo("ss");
      assertThat(result.path("forks").asInt()).isEqualTo(1);
      JsonNode delivery = result.path("secondaryMetrics").path("delivery.mean");
      assertThat(delivery.path("score").asDouble()).isPositive();
      assertThat(delivery.path("scoreUnit").asText()).isEqualTo("ms");
      assertThat(result.path("secondaryMetrics").path("bytes").path("scoreUnit").asText())
          .isEqualTo("B/(sub*s)");
    }
  }
}
