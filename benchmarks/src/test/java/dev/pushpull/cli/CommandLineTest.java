package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.ServerConfig;
import dev.pushpull.sut.ServerUnderTest;
import dev.pushpull.target.ServerClaim;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  private int execute(SuiteRunner runner, String... args) {
    return terminal.run(runner, args);
  }

  private int run(SuiteRunner runner, String... more) {
    var args =
        new ArrayList<>(
            List.of("run", "--strategies", "sse,poll@1s", "--out", folder().toString()));
    args.addAll(List.of(more));
    return execute(runner, args.toArray(String[]::new));
  }

  private Path folder() {
    return temp.resolve("run");
  }

  @Test
  void runsAndLeavesARun() throws Exception {
    assertThat(run(new SampleRunner())).isEqualTo(ExitCode.OK);

    assertThat(terminal.out())
        .contains("sse")
        .contains("VALID")
        .endsWith("Run: " + folder() + "\n");
    assertThat(folder().resolve("summary.md")).content().startsWith("## pushpull run\n");
    assertThat(folder().resolve("trials.csv")).content().hasLineCount(5);
    assertThat(folder().resolve("junit.xml")).content().contains("tests=\"5\" failures=\"0\"");
    assertThat(RunDirectory.read(folder()).environment().command())
        .isEqualTo("pushpull run --strategies sse,poll@1s --out " + folder());
  }

  @Test
  void aServerThatAnotherRunUsesIsOneLineBeforeAnythingStarts() throws Exception {
    try (var server = ServerUnderTest.start(ServerConfig.defaults())) {
      var address = new ServerAddress("127.0.0.1", server.controlPort(), server.token());
      String[] connect = {"--connect", address.toString(), "--token", server.token()};
      try (var _ = ServerClaim.take(address)) {
        assertThat(run(new JmhRunner(), connect)).isEqualTo(ExitCode.COULD_NOT_RUN);
      }

      assertThat(terminal.err())
          .hasLineCount(1)
          .startsWith("pushpull run: --connect: the server is in use by ")
          .contains("(pid " + ProcessHandle.current().pid() + ") since 2")
          .endsWith("; wait until that run has finished, or use another server\n");
      assertThat(terminal.out()).isEmpty();
      assertThat(folder()).doesNotExist();
      ServerClaim.take(address).close(); // The first one has left it.
    }
  }

  @Test
  void failsWhenARequirementIsNotMet() {
    int code =
        run(
            new SampleRunner(),
            "--require",
            "sse:staleness.p95<2s",
            "--require",
            "poll@1s:deliveryLatency.p50<1ms");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out())
        .contains("met      sse:staleness.p95<2s\n")
        .contains("NOT met  poll@1s:deliveryLatency.p50<1ms\n");
  }

  @Test
  void failsWhenATrialIsInvalid() {
    var runner = new SampleRunner(9, trial -> trial.and(Validity.invalid("server died")));

    assertThat(run(runner)).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out()).contains("4 of 4 trials are INVALID");
  }

  @Test
  void resumesWhatBrokeOff() throws Exception {
    assertThat(run(new SampleRunner(3, trial -> trial))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err())
        .endsWith(
            "pushpull run: run '%s' was interrupted: the power went out; resume with: pushpull run --resume %s\n"
                .formatted(folder(), folder()));
    assertThat(terminal.out()).startsWith("NOT FINISHED: 3 of 4 trials");
    assertThat(RunDirectory.read(folder()).trials()).hasSize(3);

    assertThat(execute(new SampleRunner(), "run", "--resume", folder().toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(RunDirectory.read(folder()).trials()).hasSize(4);
    assertThat(execute(new SampleRunner(), "run", "--resume", folder().toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("is finished");
  }

  @Test
  void reportsAgainFromWhatIsStored() throws Exception {
    run(new SampleRunner());
    String summary = Files.readString(folder().resolve("summary.md"));
    Files.delete(folder().resolve("summary.md"));
    Files.delete(folder().resolve("trials.csv"));
    Files.delete(folder().resolve("junit.xml"));

    assertThat(execute(new SampleRunner(), "report", folder().toString())).isEqualTo(ExitCode.OK);
    assertThat(folder().resolve("summary.md")).hasContent(summary);
    assertThat(folder().resolve("trials.csv")).exists();
    assertThat(folder().resolve("junit.xml")).exists();
  }

  @Test
  void dryRunStartsNothing() {
    assertThat(run(new SampleRunner(0, trial -> trial), "--dry-run")).isEqualTo(ExitCode.OK);

    assertThat(terminal.out()).startsWith("quick: 4 trials = 2 cells × 2 repeats, seed 2\n");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void keepsTheTokenOffTheDisk() throws Exception {
    run(new SampleRunner(), "--connect", "10.0.0.2:7070", "--token", "s3cret");

    assertThat(RunDirectory.read(folder()).environment().command())
        .endsWith("--connect 10.0.0.2:7070 --token \"$PUSHPULL_TOKEN\"");
    assertThat(folder().resolve("results.json")).content().doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "run --version", "serve --version", "jmh --version"})
  void saysItsVersion(String args) {
    assertThat(execute(new SampleRunner(), args.split(" ", -1))).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).startsWith("pushpull ").contains("\nJava 2").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "help run", "run -h", "serve --help", "help jmh"})
  void helpsWithEveryCommand(String args) {
    assertThat(execute(new SampleRunner(), args.split(" ", -1))).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).startsWith("Usage: pushpull").doesNotContain("dev.pushpull");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void anErrorIsOneLineAndNotAFailedRequirement() throws Exception {
    Path deep = Files.writeString(temp.resolve("deep.yaml"), "name: " + "[".repeat(100_000));

    assertThat(execute(new SampleRunner(), "run", "--suite", deep.toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).isEqualTo("pushpull run: the input is nested too deeply\n");
  }

  @Test
  void aLackOfMemoryIsOneLine() {
    UnaryOperator<TrialResult> greedy =
        _ -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThat(run(new SampleRunner(9, greedy))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err().lines().toList().getLast())
        .matches("pushpull run: out of memory; the heap is limited to \\d+ MiB");
  }

  @Test
  void aFaultOfOursIsOneLine() {
    UnaryOperator<TrialResult> faulty =
        _ -> {
          throw new IllegalStateException("java.lang.NullPointerException: a is null\n\tb");
        };

    assertThat(run(new SampleRunner(9, faulty))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err())
        .endsWith(
            "pushpull run: internal error: a is null b; run again with --verbose for details\n");
  }

  @Test
  void showsTheTableEvenWhereItsFilesCannotBeWritten() throws Exception {
    UnaryOperator<TrialResult> inTheWay =
        trial -> {
          folder().resolve("summary.md").resolve("x").toFile().mkdirs();
          return trial;
        };

    assertThat(run(new SampleRunner(9, inTheWay))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.out()).contains("VALID").doesNotContain("Run: ");
    assertThat(terminal.err())
        .endsWith(
            ("pushpull run: folder '%s' cannot be written (%s: is a directory); once it can, make"
                    + " its reports with: pushpull report %s\n")
                .formatted(folder(), folder().resolve("summary.md"), folder()));
    try (var left = Files.list(folder())) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  @Test
  void showsACauseOnlyWhenAsked() {
    execute(new SampleRunner(), "report", folder().toString());
    assertThat(terminal.err())
        .contains(folder().resolve("results.json").toString())
        .hasLineCount(1);

    execute(new SampleRunner(), "report", "--verbose", folder().toString());
    assertThat(terminal.err()).contains("\tat dev.pushpull.run.RunDirectory.read");
  }
}
