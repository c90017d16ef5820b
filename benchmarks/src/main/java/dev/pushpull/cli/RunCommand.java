package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.suite.SuiteRunner;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pushpull run}: measures a sweep, or single operations, and says what came out. */
@Command(
    name = "run",
    description = {
      "Measures how fresh data is and what freshness costs.",
      "Exit codes: 0 fine, 1 a requirement is not met or a trial is INVALID, 2 usage, 3 could not"
          + " run."
    })
final class RunCommand extends BaseCommand {

  private final SuiteRunner runner;

  @Mixin SweepOptions sweep = new SweepOptions();
  @Mixin ServerOptions server = new ServerOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "New or empty folder for the run; default: results/<run-id>. Single operations may"
              + " also be added to the folder of a finished sweep.")
  @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Resume a run that was interrupted.")
  @Nullable Path resume;

  @Option(
      names = "--dry-run",
      description =
          "Show the plan with the time and file descriptors that it needs; start nothing.")
  boolean dryRun;

  RunCommand(SuiteRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    if (resume != null && out != null) {
      throw usage("--out and --resume are mutually exclusive");
    }
    Measurement<?> asked =
        asksForOperations()
            ? new OperationMeasurement(this, runner)
            : new SweepMeasurement(this, runner);
    if (dryRun) {
      print(asked.plan());
      return ExitCode.OK;
    }
    return asked.measure();
  }

  private boolean asksForOperations() {
    return sweep.suite().filter(OperationSuiteFile::isOne).isPresent()
        || (resume != null && OperationDirectory.isOne(resume));
  }
}
