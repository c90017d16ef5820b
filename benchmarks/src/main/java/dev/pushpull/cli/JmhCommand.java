package dev.pushpull.cli;

import dev.pushpull.suite.FreshnessProfiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pushpull jmh}: JMH's own command line, with our profiler added. */
@Command(
    name = "jmh",
    description = "Runs JMH with its own options; 'jmh -h' lists them, 'jmh -l' the benchmarks.",
    footer = {"", "For example: pushpull jmh FreshnessBenchmark -p strategy=poll@100ms"})
final class JmhCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", hidden = true)
  List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    var arguments = new ArrayList<>(options);
    arguments.add("-prof");
    arguments.add(FreshnessProfiler.class.getName());
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return ExitCode.OK;
  }
}
