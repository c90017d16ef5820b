package dev.pushpull.suite;

import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Runs one JMH fork and waits for it. */
final class ForkRun {

  private ForkRun() {}

  /**
   * Runs and waits.
   *
   * @param options that ask for one benchmark and one fork
   * @param lines hears what the fork and JMH print
   * @return JMH's result; empty if the fork failed
   */
  static Optional<RunResult> run(Options options, Consumer<String> lines) {
    // One host runs one fork at a time, and other runs of this machine are none of its business.
    System.setProperty("jmh.ignoreLock", "true");
    var output = new ForkOutput(lines);
    try (var _ = RedirectedOutput.both(output)) {
      return Optional.ofNullable(new Runner(options, output).runSingle());
    } catch (RunnerException e) {
      lines.accept("JMH: " + e.getMessage());
      return Optional.empty();
    }
  }
}
