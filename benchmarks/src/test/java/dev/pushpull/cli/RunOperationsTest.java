package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.result.Validity;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.testkit.SampleOperationsRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOperationsTest {

  private static final SampleOperationsRunner WELL =
      new SampleOperationsRunner(Integer.MAX_VALUE, Validity.VALID);

  @TempDir Path temp;

  private final Terminal terminal = new Terminal();

  @BeforeEach
  void writeASuite() throws IOException {
    Files.writeString(
        suite(),
        """
        name: tiny
        forks: 2
        warmup: 1x50ms
        measurement: 1x50ms
        operations: [{benchmark: [HarnessCost.nextPollJittered, HarnessCost.nextPollFixed]}]
        """);
  }

  private Path suite() {
    return temp.resolve("tiny.yaml");
  }

  private Path folder() {
    return temp.resolve("run");
  }

  private int execute(SuiteRunner runner, String... args) {
    return terminal.run(runner, args);
  }

  private int run(SuiteRunner runner, String... more) {
    var args = new ArrayList<>(List.of("run", "--suite", suite().toString()));
    args.addAll(List.of("--out", folder().toString()));
    args.addAll(List.of(more));
    return execute(runner, args.toArray(String[]::new));
  }

  @Test
  void runsAndLeavesARun() throws Exception {
    assertThat(run(WELL)).isEqualTo(ExitCode.OK);

    assertThat(terminal.out()).endsWith("Run: " + folder() + "\n");
    OperationRun stored = OperationDirectory.read(folder());
    assertThat(stored.suite()).isEqualTo("tiny");
    assertThat(stored.isComplete()).isTrue();
    assertThat(stored.environment().command())
        .isEqualTo("pushpull run --suite " + suite() + " --out " + folder());
    for (String file : List.of("operations.csv", "report.html", "summary.md")) {
      assertThat(folder().resolve(file)).isNotEmptyFile();
    }
    assertThat(folder().resolve("junit.xml")).content().contains("tests=\"3\" failures=\"0\"");
  }

  @Test
  void failsWhenAnOperationIsInvalid() {
    var runner = new SampleOperationsRunner(9, Validity.invalid("the server died"));

    assertThat(run(runner)).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out()).contains("2 of 2 operations are INVALID\n");
  }

  @Test
  void resumesWhatBrokeOff() throws Exception {
    assertThat(run(new SampleOperationsRunner(1, Validity.VALID)))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("pushpull run: the power went out");

    assertThat(execute(WELL, "run", "--resume", folder().toString(), "--dry-run"))
        .isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).contains("left of " + folder() + ": 2 operations, 3 forks\n");
    assertThat(execute(WELL, "run", "--resume", folder().toString())).isEqualTo(ExitCode.OK);
    assertThat(OperationDirectory.read(folder()).isComplete()).isTrue();
    assertThat(execute(WELL, "run", "--resume", folder().toString()))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("is finished");
  }

  /** Forks of one operation must not be of two servers. */
  @Test
  void goesOnAgainstTheSameServerOnly() {
    var broken = new SampleOperationsRunner(1, Validity.VALID);
    String[] resume = {"run", "--resume", folder().toString()};
    String[] there = {"--connect", "127.0.0.1:7070", "--token", "secret"};
    assertThat(run(broken, there)).isEqualTo(ExitCode.COULD_NOT_RUN);
    terminal.clear();

    assertThat(execute(broken, resume)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(execute(broken, joined(resume, "--connect", "127.0.0.1:7071", "--token", "secret")))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("--connect 127.0.0.1:7070"));
    assertThat(execute(WELL, joined(resume, there))).isEqualTo(ExitCode.OK);
  }

  @Test
  void aRunOnItsOwnServersStaysThere() {
    run(new SampleOperationsRunner(1, Validity.VALID));
    terminal.clear();
    String[] resume = {"run", "--resume", folder().toString()};

    assertThat(execute(WELL, joined(resume, "--connect", "127.0.0.1:7070", "--token", "x")))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("without --connect").hasLineCount(1);
    assertThat(execute(WELL, resume)).isEqualTo(ExitCode.OK);
  }

  private static String[] joined(String[] args, String... more) {
    return Stream.of(args, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void dryRunStartsNothing() {
    assertThat(run(new JmhRunner(), "--dry-run")).isEqualTo(ExitCode.OK);

    assertThat(terminal.out())
        .startsWith(
            """
            tiny: 2 operations, 4 forks
              001  HarnessCost.nextPollJittered  2 forks, warm-up 1x50ms, measures 1x50ms; 3.2 s
              002  HarnessCost.nextPollFixed     2 forks, warm-up 1x50ms, measures 1x50ms; 3.2 s
            time    about 6 s
            files   200 descriptors needed in one process, limit\
            """);
    assertThat(folder()).doesNotExist();
  }

  @Test
  void reportsAgainFromWhatIsStored() throws Exception {
    run(WELL);
    String summary = Files.readString(folder().resolve("summary.md"));
    for (String file : List.of("operations.csv", "report.html", "summary.md", "junit.xml")) {
      Files.delete(folder().resolve(file));
    }

    assertThat(execute(WELL, "report", folder().toString())).isEqualTo(ExitCode.OK);
    assertThat(folder().resolve("summary.md")).hasContent(summary);
    assertThat(folder().resolve("report.html")).isNotEmptyFile();
    assertThat(folder().resolve("operations.csv")).isNotEmptyFile();
    assertThat(folder().resolve("junit.xml")).isNotEmptyFile();
  }

  @Test
  void operationsJoinASweep() throws Exception {
    execute(WELL, "run", "--strategies", "sse", "--out", folder().toString());
    int trials = Files.readAllLines(folder().resolve("trials.csv")).size();

    assertThat(run(WELL)).isEqualTo(ExitCode.OK);
    assertThat(folder().resolve("summary.md")).content().startsWith("## pushpull run\n");
    assertThat(Files.readAllLines(folder().resolve("trials.csv"))).hasSize(trials);
    assertThat(folder().resolve("operations.csv")).isNotEmptyFile();
    assertThat(folder().resolve("junit.xml"))
        .content()
        .contains("name=\"validity\"", "name=\"operations\"");
    assertThat(execute(WELL, "report", folder().toString())).isEqualTo(ExitCode.OK);
  }

  @Test
  void aServerThatIsNotThereIsOneLine() {
    int code = run(new JmhRunner(), "--connect", "127.0.0.1:1", "--token", "t");

    assertThat(code).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err())
        .startsWith("pushpull run: --connect: ")
        .contains("127.0.0.1:1")
        .hasLineCount(1);
    assertThat(folder()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"op-quick", "op-full"})
  void theBuiltInSuitesAskForWhatThisBuildKnows(String suite) {
    assertThat(execute(new JmhRunner(), "run", "--suite", suite, "--dry-run"))
        .as(terminal.err())
        .isEqualTo(ExitCode.OK);
  }
}
