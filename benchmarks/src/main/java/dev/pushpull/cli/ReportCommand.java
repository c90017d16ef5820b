package dev.pushpull.cli;

import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.report.SweepReport;
import dev.pushpull.result.RequirementCheck.Outcome;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunFolder;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code pushpull report RUN}: makes page, table, summary, CSV and JUnit XML again from {@code
 * results.json} and {@code operations.json}. Ends with 0 whatever it shows: {@code run} is what
 * passes or fails.
 */
@Command(
    name = "report",
    description =
        "Shows a run again and rewrites its report.html, summary.md, junit.xml and trials.csv or"
            + " operations.csv.")
final class ReportCommand implements Callable<Integer> {

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "RUN", description = "Folder of a run, such as results/<run-id>.")
  Path run = Path.of("");

  @Override
  public Integer call() throws CouldNotRunException {
    try {
      boolean operations = OperationDirectory.isOne(run);
      if (!operations || Files.exists(run.resolve(RunFolder.RESULTS))) {
        reportSweep();
      }
      if (operations) {
        OperationConclusion.of(OperationDirectory.read(run), run, command.commandLine().getOut());
      }
      return ExitCode.OK;
    } catch (IOException e) {
      throw CouldNotRunException.because(e);
    }
  }

  private void reportSweep() throws IOException {
    RunResults results = RunDirectory.read(run);
    List<Outcome> outcomes = Verdicts.outcomes(results);
    var out = command.commandLine().getOut();
    out.print(SweepReport.text(results, Terminal.colour()));
    List<String> verdicts = Verdicts.lines(results, outcomes);
    if (!verdicts.isEmpty()) {
      out.println();
      verdicts.forEach(out::println);
    }
    out.flush();
    Renderings.write(results, outcomes, run);
  }
}
