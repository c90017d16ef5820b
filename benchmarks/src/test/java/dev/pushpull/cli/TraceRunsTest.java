package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A run knows its trace by its content, wherever the file is and whatever becomes of it. */
@ResourceLock("System.in")
class TraceRunsTest {

  private static final String SLOW = "1764057600\n1764057604\n1764057608\n";
  private static final String FAST = "1764057600\n1764057601\n1764057608\n";
  private static final String SLOW_IN_ISO =
      "2025-11-25 08:00:00 +0000\n2025-11-25 08:00:04 +0000\n2025-11-25 08:00:08 +0000\n";

  @TempDir private Path temp;

  private final Terminal terminal = new Terminal();

  private int execute(SampleRunner runner, String... args) {
    return terminal.run(runner, args);
  }

  private Path trace(String folder, String text) throws Exception {
    Files.createDirectories(temp.resolve(folder));
    return Files.writeString(temp.resolve(folder).resolve("t.txt"), text);
  }

  private String folder(String run) {
    return temp.resolve(run).toString();
  }

  private int run(SampleRunner runner, String run, Path trace, String... more) {
    String[] args = {
      "run", "--strategies", "poll@1s", "--repeats", "5", "--arrivals", "trace:" + trace
    };
    String[] all = Arrays.copyOf(args, args.length + 2 + more.length);
    all[args.length] = "--out";
    all[args.length + 1] = folder(run);
    System.arraycopy(more, 0, all, args.length + 2, more.length);
    return execute(runner, all);
  }

  private void simulate(String run, Path trace, String seed) {
    execute(
        new SampleRunner(),
        "simulate",
        "--strategies",
        "poll@1s",
        "--repeats",
        "5",
        "--seed",
        seed,
        "--arrivals",
        "trace:" + trace,
        "--out",
        folder(run));
  }

  @Test
  void twoTracesOfOneNameAreTwoWorkloads() throws Exception {
    run(new SampleRunner(), "base", trace("a", SLOW));
    run(new SampleRunner(), "candidate", trace("b", FAST));

    assertThat(execute(new SampleRunner(), "compare", folder("base"), folder("candidate")))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err())
        .containsPattern(
            "arrivals: trace:\\S+/a/t.txt \\(content [0-9a-f]{8}\\) against"
                + " trace:\\S+/b/t.txt \\(content [0-9a-f]{8}\\)");
  }

  @Test
  void oneTraceOfTwoNamesIsOneWorkload() throws Exception {
    simulate("base", trace("a", SLOW), "1");
    simulate("candidate", trace("b", SLOW_IN_ISO), "2");

    int code = execute(new SampleRunner(), "compare", folder("base"), folder("candidate"));
    assertThat(code).isEqualTo(ExitCode.OK);
  }

  @Test
  void theFolderHoldsWhatIsPlayed() throws Exception {
    run(new SampleRunner(), "run", trace("a", SLOW));
    String digest =
        RunDirectory.read(temp.resolve("run")).spec().at("/cells/0/workload/traceDigest").asText();
    assertThat(temp.resolve("run/traces").resolve(digest + ".txt"))
        .hasContent("0.000000000\n4.000000000\n8.000000000\n");
  }

  @Test
  void resumesWithItsOwnCopyAndSaysThatTheFileChanged() throws Exception {
    Path trace = trace("a", SLOW);
    run(new SampleRunner(2, trial -> trial), "run", trace);
    Files.writeString(trace, FAST);

    assertThat(
            execute(
                new SampleRunner(),
                "run",
                "--resume",
                folder("run"),
                "--strategies",
                "poll@1s",
                "--repeats",
                "5",
                "--arrivals",
                "trace:" + trace))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    int code = execute(new SampleRunner(), "run", "--resume", folder("run"));
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(terminal.err())
        .contains(
            "note: trace '%s' has changed since the run was started; the run's own copy is played"
                .formatted(trace));
    assertThat(RunDirectory.read(temp.resolve("run")).trials())
        .extracting(trial -> trial.workload().traceDigest())
        .doesNotContainNull()
        .hasSize(5)
        .containsOnly(
            RunDirectory.read(temp.resolve("run")).trials().getFirst().workload().traceDigest());
  }

  @Test
  void resumesWithoutTheFileOrWithItFromElsewhere() throws Exception {
    Path trace = trace("a", SLOW);
    run(new SampleRunner(2, trial -> trial), "run", trace);
    Files.delete(trace);
    Path elsewhere = trace("b", SLOW_IN_ISO);

    assertThat(
            execute(
                new SampleRunner(),
                "run",
                "--resume",
                folder("run"),
                "--strategies",
                "poll@1s",
                "--repeats",
                "5",
                "--arrivals",
                "trace:" + elsewhere))
        .isEqualTo(ExitCode.OK);
    assertThat(terminal.err()).doesNotContain("has changed");
  }

  @Test
  void doesNotGoOnWithACopyThatWasChanged() throws Exception {
    run(new SampleRunner(2, trial -> trial), "run", trace("a", SLOW));
    try (var copies = Files.list(temp.resolve("run/traces"))) {
      Files.writeString(copies.findFirst().orElseThrow(), FAST);
    }
    assertThat(execute(new SampleRunner(), "run", "--resume", folder("run")))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("the run's copy of its trace").contains("was changed");
  }

  @Test
  void readsStandardInputForAllStrategiesAndSaysWhatWasAssumed() {
    InputStream before = System.in;
    try {
      String text = "0\n" + SLOW;
      System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      int code =
          execute(
              new SampleRunner(),
              "simulate",
              "--arrivals",
              "trace:-",
              "--strategies",
              "poll@1s,poll@2s",
              "--out",
              folder("run"));
      assertThat(code).isEqualTo(ExitCode.OK);
      assertThat(terminal.err())
          .containsOnlyOnce(
              "note: trace 'standard input' line 2: 2025-11-25T08:00:00Z is 20,417.3 days after");
    } finally {
      System.setIn(before);
    }
  }
}
