package dev.pushpull.cli;

import dev.pushpull.report.ConsoleReport;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pushpull report RUN}: makes table, summary and CSV again from {@code results.json}. */
@Command(
    name = "report",
    description = "Shows a run again, and rewrites its summary.md and trials.csv.")
final class ReportCommand implements Callable<Integer> {

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "RUN", description = "A run's folder, such as results/<run-id>.")
  Path run = Path.of("");

  @Override
  public Integer call() throws CouldNotRunException {
    try {
      RunResults results = RunDirectory.read(run);
      Renderings.write(results, run);
      var out = command.commandLine().getOut();
      out.print(ConsoleReport.render(results, Terminal.colour()));
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CouldNotRunException(String.valueOf(e.getMessage()), e);
    }
  }
}
