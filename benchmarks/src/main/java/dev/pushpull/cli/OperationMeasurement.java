package dev.pushpull.cli;

import dev.pushpull.console.Conclusion;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.PlanText;
import dev.pushpull.console.Renderings;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.OperationSuiteFile;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.options.TextOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code pushpull run} where it is asked for single operations. */
final class OperationMeasurement extends Measurement<OperationDirectory> {

  /** Refuses what only a sweep has. */
  OperationMeasurement(RunCommand command, SuiteRunner runner) {
    super(command, runner);
    for (String option : command.sweep.ofSweepOnly()) {
      throw command.usage(
          "%s applies to sweeps, but %s measures single operations, which their suite defines"
              .formatted(option, command.sweep.suite().orElse("the run")));
    }
  }

  @Override
  String plan() throws IOException {
    Path folder = command.resume();
    return PlanText.render(
        folder == null ? suite().name() : "left of " + folder,
        folder == null ? suite().forks() : OperationDirectory.remaining(folder),
        DescriptorLimit.ofThisProcess());
  }

  @Override
  OperationDirectory fresh() throws Exception {
    OperationSuite suite = suite().against(server);
    Forks.checkDescriptors(DescriptorLimit.needed(suite.forks()));
    runner.check(suite, server);
    var environment = runner.environment(command.typed());
    return OperationDirectory.create(
        NewFolder.ofRun(command.options.path("--out"), suite.name()), suite, environment);
  }

  @Override
  OperationDirectory resumed(Path folder) throws Exception {
    OperationDirectory directory = OperationDirectory.resume(folder);
    Optional<String> other = otherThan(directory.suite());
    if (other.isPresent()) {
      directory.close();
      throw new RunDirectoryException(
          "run '%s' was started %s".formatted(directory.results().runId(), other.get()));
    }
    return directory;
  }

  /** What a run's suite has that is not asked for now, and what to do; forks must not mix. */
  private Optional<String> otherThan(OperationSuite stored) {
    if (!stored.equals(stored.against(server))) {
      return Optional.of(
          stored.server() == null
              ? "without --connect; resume it without --connect"
              : "with --connect %s; resume it with the same".formatted(stored.server()));
    }
    return loaded()
        .filter(suite -> !suite.against(server).equals(stored))
        .map(_ -> "with another suite; resume it without --suite");
  }

  @Override
  void run(OperationDirectory directory) throws Exception {
    if (command.resume() != null) {
      runner.check(directory.suite(), server);
    }
    List<OperationFork> left = directory.remaining();
    int done = directory.suite().forks().size() - left.size();
    try {
      Forks.watched(
          directory.path(),
          "forks",
          left.stream().map(JmhRunner::step).toList(),
          done,
          progress -> runner.run(directory, server, progress));
    } catch (IOException e) {
      if (directory.results().isComplete()) {
        Renderings.write(directory.results(), directory.path());
      }
      throw e;
    }
  }

  @Override
  int conclude(OperationDirectory directory) throws IOException {
    return Conclusion.of(directory.results(), directory.path(), command.out());
  }

  private OperationSuite suite() {
    OperationSuite suite = loaded().orElseThrow(() -> command.usage("--suite is required here"));
    return command.asked(
        () -> {
          runner.check(suite);
          return suite;
        });
  }

  private Optional<OperationSuite> loaded() {
    return command.asked(
        () -> command.sweep.suite().map(TextOptions.named("--suite", OperationSuiteFile::load)));
  }
}
