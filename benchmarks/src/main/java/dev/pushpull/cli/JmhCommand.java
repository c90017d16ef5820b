package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.suite.JmhCommandLine;
import dev.pushpull.sut.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushpull jmh}: JMH's own command line, with our profilers added. */
@Command(
    name = "jmh",
    versionProvider = Version.class,
    description = "Runs JMH with its own options; 'jmh -h' lists them, 'jmh -l' the benchmarks.",
    footer = {
      "",
      "For example: pushpull jmh RoundTrip -p payload=64 -prof gc",
      "             pushpull jmh FreshnessBenchmark -p strategy=poll@100ms",
      "",
      "Exit codes: 0 fine, 2 usage, 3 a benchmark failed or could not run."
    })
final class JmhCommand implements Callable<Integer> {

  @Spec CommandSpec command = CommandSpec.create();

  @Option(names = "--version", versionHelp = true, description = "Show pushpull's version.")
  boolean version;

  @Parameters(arity = "0..*", hidden = true)
  List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    var ours = new ArrayList<>(options);
    boolean verbose = ours.removeIf(CommonOptions.VERBOSE::equals);
    ours.replaceAll(option -> option.equals("--help") ? "-h" : option);
    try {
      return JmhCommandLine.run(ours, verbose).map(this::fail).orElse(ExitCode.OK);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), Printable.line(String.valueOf(e.getMessage())), e);
    }
  }

  private int fail(List<String> why) {
    var err = command.commandLine().getErr();
    List<String> lines = why.isEmpty() ? List.of("a benchmark failed; see its output above") : why;
    lines.forEach(line -> err.println(command.qualifiedName() + ": " + Printable.line(line)));
    err.flush();
    return ExitCode.COULD_NOT_RUN;
  }
}
