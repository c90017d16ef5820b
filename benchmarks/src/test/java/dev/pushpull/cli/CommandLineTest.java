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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(SuiteRunner runner, String... args) {
    return Main.commandLine(runner)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
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

    assertThat(out.toString())
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

      assertThat(err.toString())
          .hasLineCount(1)
          .startsWith("pushpull run: --connect: the server is in use by ")
          .contains("(pid " + ProcessHandle.current().pid() + ") since 2")
          .endsWith("; wait until that run has finished, or use another server\n");
      assertThat(out.toString()).isEmpty();
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
    assertThat(out.toString())
        .contains("met      sse:staleness.p95<2s\n")
        .contains("NOT met  poll@1s:deliveryLatency.p50<1ms\n");
  }

  @Test
  void failsWhenATrialIsInvalid() {
    var runner = new SampleRunner(9, trial -> trial.and(Validity.invalid("server died")));

    assertThat(run(runner)).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("4 of 4 trials are INVALID");
  }

  @Test
  void resumesWhatBrokeOff() throws Exception {
    assertThat(run(new SampleRunner(3, trial -> trial))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .endsWith(
            "pushpull run: run '%s' was interrupted: the power went out; resume with: pushpull run --resume %s\n"
                .formatted(folder(), folder()));
    assertThat(out.toString()).startsWith("NOT FINISHED: 3 of 4 trials");
    assertThat(RunDirectory.read(folder()).trials()).hasSize(3);

    assertThat(execute(new SampleRunner(), "run", "--resume", folder().toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(RunDirectory.read(folder()).trials()).hasSize(4);
    assertThat(execute(new SampleRunner(), "run", "--resume", folder().toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("is finished, nothing is left to resume");
  }

  @Test
  void refusesToResumeAnotherSweep() {
    assertThat(run(new SampleRunner(1, trial -> trial))).isEqualTo(ExitCode.COULD_NOT_RUN);

    assertThat(
            execute(new SampleRunner(), "run", "--resume", folder().toString(), "--suite", "quick"))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("run 'run' differs in: cells; resume it without further options");
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

    assertThat(out.toString()).startsWith("quick: 4 trials = 2 cells × 2 repeats, seed 2\n");
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
  @CsvSource(
      delimiter = '|',
      value = {
        "run --windw 5s|pushpull run: unknown option '--windw'; did you mean --window or"
            + " --windows?",
        "run --xyz|pushpull run: unknown option '--xyz'",
        "run quick|pushpull run: unexpected argument 'quick'",
        "run --window 0s|pushpull run: --window: window must be 100ms to 3600s, but is 0ms",
        "run --feeds -3|pushpull run: --feeds: feeds must be 1 to 10000, but is -3",
        "run --strategies poll@0s|pushpull run: --strategies: strategy 'poll@0s': poll interval"
            + " must be 1ms to 3600s, but is 0ms",
        "run --strategies carrier-pigeon|pushpull run: --strategies: strategy must be"
            + " poll@INTERVAL, poll@INTERVAL~PERCENT%, backoff@LEAST..MOST, adaptive@LEAST..MOST,"
            + " hinted, each also after conditional-, long-poll, sse or websocket,"
            + " but is 'carrier-pigeon'",
        "run --strategies sse,webscoket|pushpull run: --strategies: strategy must be"
            + " poll@INTERVAL, poll@INTERVAL~PERCENT%, backoff@LEAST..MOST, adaptive@LEAST..MOST,"
            + " hinted, each also after conditional-, long-poll, sse or websocket,"
            + " but is 'webscoket'; did you mean websocket?",
        "run --protocol h3|pushpull run: --protocol: protocol must be one of h1, h1-tls, h2, h2c,"
            + " h1+deflate, h1-tls+deflate, but is 'h3'",
        "run --strategies poll@1s,websocket --protocol h2|pushpull run: websocket cannot be"
            + " measured over h2: WebSocket is supported only over HTTP/1.1, so use h1 or h1-tls",
        "run --strategies raw-websocket,sse --protocol h2c|pushpull run: websocket cannot be"
            + " measured over h2c: WebSocket is supported only over HTTP/1.1, so use h1 or h1-tls",
        "run --strategies sse,websocket --protocol h1+deflate|pushpull run: sse cannot be measured"
            + " over h1+deflate: compression is supported only for WebSocket, so use h1 or h1-tls",
        "run --strategies raw-websocket --protocol h1-tls+deflate|pushpull run: websocket"
            + " cannot be measured on engine socket: protocol must be h1 or h1-tls, but is"
            + " h1-tls+deflate, so change it or use engine okhttp",
        "run --strategies sse --engine socket|pushpull run: sse cannot be measured on engine"
            + " socket: strategy must be websocket, but is sse, so change it or use engine okhttp",
        "run --strategies raw-websocket --engine browser|pushpull run: --strategies: engine must be"
            + " okhttp or socket for websocket (socket), but is browser, so use websocket",
        "run --strategies sse --engine lynx|pushpull run: --engine: engine must be one of okhttp,"
            + " browser, socket, but is 'lynx'",
        "run --strategies hinted --client browser|pushpull run: hinted cannot be measured on engine"
            + " browser: strategy must be poll@INTERVAL, conditional-poll@INTERVAL, long-poll, sse"
            + " or websocket, but is hinted, so change it or use engine okhttp",
        "run --strategies sse --client browser --subscribers 3|pushpull run: sse cannot be measured"
            + " on engine browser: subscribers must be 1, but is 3, so change it or use engine"
            + " okhttp",
        "simulate --strategies poll@1s --engine browser|pushpull simulate: --engine must be okhttp"
            + " or socket, but is browser: a browser cannot be simulated",
        "run --suite nope.yaml|pushpull run: --suite: suite must be quick, full, op-quick, op-full"
            + " or a YAML file that can be read, but is 'nope.yaml' (no such file or folder)",
        "run --require stalenes.p95<2s|pushpull run: requirement 'stalenes.p95<2s': no metric is"
            + " called 'stalenes.p95'; near names are staleness.p95, staleness.p90, staleness.p99",
        "run --require x|pushpull run: --require: a requirement must be"
            + " [STRATEGY[/WORKLOAD]:]METRIC.STAT OP VALUE, such as staleness.p95<2s, but is 'x'",
        "run --connect h:70000 --token t|pushpull run: --connect: port must be 1 to 65535, but is"
            + " 70000",
        "run --connect h|pushpull run: --connect must be HOST:PORT, such as 10.0.0.2:7070, but is"
            + " 'h'",
        "run --token t|pushpull run: --token requires --connect HOST:PORT",
        "run --out a --resume b|pushpull run: --out and --resume are mutually exclusive",
        "run --suite quikc|pushpull run: --suite: suite must be quick, full, op-quick, op-full or a"
            + " YAML file that can be read, but is 'quikc' (no such file or folder); did you mean"
            + " quick?",
        "run --suite .|pushpull run: --suite: suite must be quick, full, op-quick, op-full or a"
            + " YAML file that can be read, but is '.' (is a directory)",
        "run --out=|pushpull run: Invalid value for option '--out': it must not be empty",
        "tune --out=|pushpull tune: Invalid value for option '--out': it must not be empty",
        "run --drain|pushpull run: Missing required parameter for option '--drain' (TIME)",
        "run --window 1s --window 2s|pushpull run: option '--window' (TIME) should be specified"
            + " only once",
        "sprint|pushpull: unknown command 'sprint'",
        "rnu --suite quick|pushpull: unknown command 'rnu'; did you mean run?",
        "help rnu|pushpull: unknown command 'rnu'; did you mean run?",
        "--vesrion|pushpull: unknown option '--vesrion'; did you mean --version?",
        "report|pushpull report: Missing required parameter: 'RUN'",
        "--verbose|pushpull: a command is missing; 'pushpull --help' lists them",
      })
  void tellsAUsersMistakeInOneLine(String args, String message) {
    int code = execute(new SampleRunner(), args.split(" "));

    assertThat(err.toString().lines()).first().isEqualTo(message);
    assertThat(code).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "run --version", "serve --version", "jmh --version"})
  void saysItsVersion(String args) {
    assertThat(execute(new SampleRunner(), args.split(" ", -1))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("pushpull ").contains("\nJava 2").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "help run", "run -h", "serve --help", "help jmh"})
  void helpsWithEveryCommand(String args) {
    assertThat(execute(new SampleRunner(), args.split(" ", -1))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("Usage: pushpull").doesNotContain("dev.pushpull");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anErrorIsOneLineAndNotAFailedRequirement() throws Exception {
    Path deep = Files.writeString(temp.resolve("deep.yaml"), "name: " + "[".repeat(100_000));

    assertThat(execute(new SampleRunner(), "run", "--suite", deep.toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).isEqualTo("pushpull run: the input is nested too deeply\n");
  }

  @Test
  void aLackOfMemoryIsOneLine() {
    UnaryOperator<TrialResult> greedy =
        _ -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThat(run(new SampleRunner(9, greedy))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString().lines().toList().getLast())
        .matches("pushpull run: out of memory; the heap is limited to \\d+ MiB");
  }

  @Test
  void aFaultOfOursIsOneLine() {
    UnaryOperator<TrialResult> faulty =
        _ -> {
          throw new IllegalStateException("java.lang.NullPointerException: a is null\n\tb");
        };

    assertThat(run(new SampleRunner(9, faulty))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
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
    assertThat(out.toString()).contains("VALID").doesNotContain("Run: ");
    assertThat(err.toString())
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
    assertThat(err.toString())
        .isEqualTo("pushpull report: there is no " + folder().resolve("results.json") + "\n");

    execute(new SampleRunner(), "report", "--verbose", folder().toString());
    assertThat(err.toString()).contains("\tat dev.pushpull.run.RunDirectory.read");
  }
}
