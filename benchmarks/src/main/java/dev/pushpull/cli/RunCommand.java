package dev.pushpull.cli;

import dev.pushpull.console.ExitCode;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.options.TextOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

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

  final TextOptions options = TextOptions.of(RunCommand.class, "options/run.txt");
  @Mixin CommandSpec texts = options.spec();

  RunCommand(SuiteRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    if (resume() != null && options.path("--out").isPresent()) {
      throw usage("--out and --resume are mutually exclusive");
    }
    Measurement<?> asked =
        asksForOperations()
            ? new OperationMeasurement(this, runner)
            : new SweepMeasurement(this, runner);
    if (options.flag("--dry-run")) {
      print(asked.plan());
      return ExitCode.OK;
    }
    return asked.measure();
  }

  /** The folder of the run that is to be resumed; null for a new run. */
  @Nullable Path resume() {
    return options.path("--resume").orElse(null);
  }

  private boolean asksForOperations() {
    Path resume = resume();
    return sweep.suite().filter(OperationSuiteFile::isOne).isPresent()
        || (resume != null && OperationDirectory.isOne(resume));
  }
}
