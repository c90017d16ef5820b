package dev.pushpull.cli;

import dev.pushpull.console.Conclusion;
import dev.pushpull.console.ExitCode;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
final class ReportCommand extends BaseCommand {

  @Parameters(paramLabel = "RUN", description = "Folder of a run, such as results/<run-id>.")
  Path run = Path.of("");

  @Override
  public Integer call() throws IOException {
    boolean operations = OperationDirectory.isOne(run);
    if (!operations || Files.exists(run.resolve(RunFolder.RESULTS))) {
      Conclusion.again(RunDirectory.read(run), run, out());
    }
    if (operations) {
      Conclusion.of(OperationDirectory.read(run), run, out());
    }
    return ExitCode.OK;
  }
}
