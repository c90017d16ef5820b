package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.result.Validity;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.testkit.Messages;
import dev.pushpull.testkit.SampleOperationsRunner;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What those are told who give a command what it cannot take: one line, and nothing begins. */
@ResourceLock(Resources.SYSTEM_OUT)
class CommandMessagesTest {

  @TempDir Path temp;

  private static String refusal(SuiteRunner runner, String... args) {
    return refusal(ExitCode.USAGE, runner, args);
  }

  private static String refusal(int code, SuiteRunner runner, String... args) {
    var terminal = new Terminal();
    assertThat(terminal.run(runner, args)).isEqualTo(code);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).hasLineCount(1).endsWith("\n");
    return terminal.err();
  }

  @TestFactory
  Stream<DynamicTest> command() throws Exception {
    return Messages.in(
        "command",
        args -> {
          boolean writes = args.startsWith("tune ") && !args.contains("--out");
          String out = writes ? " --out " + temp.resolve("advice") : "";
          String told = refusal(new SampleRunner(), (args + out).split(" "));
          assertThat(temp.resolve("advice")).doesNotExist();
          return told;
        });
  }

  /** What JMH would let pass in silence or answer by a trace; none of these starts a fork. */
  @TestFactory
  Stream<DynamicTest> jmhCommand() throws Exception {
    return Messages.in(
        "jmh-command", args -> refusal(new SampleRunner(), ("jmh " + args).split(" ")));
  }

  /** Inputs are a benchmark and its parameters, as in a suite. */
  @TestFactory
  Stream<DynamicTest> benchmark() throws Exception {
    return Messages.in(
        "benchmark",
        input -> {
          String[] parts = input.split(" ", 2);
          Path suite =
              Files.writeString(
                  temp.resolve("suite.yaml"),
                  "name: x\noperations: [{benchmark: %s, params: %s}]\n"
                      .formatted(parts[0], parts[1]));
          String out = temp.resolve("run").toString();
          String told = refusal(new JmhRunner(), "run", "--suite", suite.toString(), "--out", out);
          assertThat(temp.resolve("run")).doesNotExist();
          return told;
        });
  }

  /** Inputs ask of stored runs, by the names that they have here, what these cannot give. */
  @TestFactory
  Stream<DynamicTest> storedRun() throws Exception {
    Path suite = temp.resolve("suite.yaml");
    Files.writeString(suite, "name: x\noperations: [{benchmark: HarnessCost.nextPollFixed}]\n");
    Files.createFile(temp.resolve("FILE"));
    String[] sweep = {"run", "--strategies", "sse,poll@1s"};
    store("SWEEP", new SampleRunner(), sweep);
    store("BROKEN", new SampleRunner(1, trial -> trial), sweep);
    store("LARGER", new SampleRunner(), "run", "--strategies", "sse,poll@1s", "--feeds", "20");
    store("SLOWER", new SampleRunner(), "run", "--strategies", "poll@2s");
    store("SIMULATED", new SampleRunner(), "simulate", "--strategies", "poll@1s", "--repeats", "1");
    String[] operations = {"run", "--suite", suite.toString()};
    store("OPERATIONS", new SampleOperationsRunner(9, Validity.VALID), operations);
    store("BROKEN-OPERATIONS", new SampleOperationsRunner(0, Validity.VALID), operations);
    store(
        "CONNECTED-OPERATIONS",
        new SampleOperationsRunner(0, Validity.VALID),
        "run --suite %s --connect 127.0.0.1:7070 --token x".formatted(suite).split(" "));
    return Messages.in(
        "stored-run",
        input -> {
          String args = input.replaceAll("\\b[A-Z-]{4,}\\b", temp + "/$0");
          String told = refusal(ExitCode.COULD_NOT_RUN, new SampleRunner(), args.split(" "));
          return told.replace(temp + "/", "");
        });
  }

  private void store(String name, SuiteRunner runner, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--out";
    all[args.length + 1] = temp.resolve(name).toString();
    new Terminal().run(runner, all);
    assertThat(temp.resolve(name)).isDirectory();
  }
}
