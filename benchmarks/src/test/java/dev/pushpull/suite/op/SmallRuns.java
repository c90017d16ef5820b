package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.run.HistogramLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks of this package run by JMH inside the test's JVM, as briefly as it goes. */
final class SmallRuns {

  private SmallRuns() {}

  /**
   * Runs what matches.
   *
   * @param benchmark a class of this package, perhaps with a dot and a method
   * @param more further options
   */
  static Collection<RunResult> run(String benchmark, UnaryOperator<ChainedOptionsBuilder> more)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\.suite\\.op\\." + benchmark + "\\b")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .addProfiler(FigureProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    return new Runner(more.apply(options).build()).run();
  }

  /** A secondary figure of a run; fails if it is not there. */
  static double figure(RunResult run, String name) {
    return Optional.ofNullable(run.getSecondaryResults().get(name))
        .orElseThrow(() -> new AssertionError("there is no figure " + name))
        .getScore();
  }

  /** The values of a tag that a fork left for a suite. */
  static Histogram left(Path folder, String tag) throws IOException {
    var slices = HistogramLog.read(folder.resolve(HistogramLog.FILE), Set.of(tag));
    return slices.getOrDefault(tag, List.of()).getFirst().histogram();
  }
}
