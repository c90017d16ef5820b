package dev.pushpull.cli;

import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationFork;
import dev.pushpull.operation.OperationSuite;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.report.OperationPlanText;
import dev.pushpull.report.Progress;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunDirectoryException;
import dev.pushpull.suite.HeldServer;
import dev.pushpull.suite.JmhOperationRunner;
import dev.pushpull.suite.OperationRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code pushpull run} where it is asked for single operations.
 *
 * @param commandLine the exact command, stored with the run
 */
record RunOperations(
    OperationRunner runner,
    AskedOperations asked,
    String commandLine,
    PrintWriter out,
    PrintWriter err) {

  /** Shows what would be run; starts nothing. */
  int showPlan() throws CouldNotRunException {
    Path folder = asked.resume();
    out.print(
        OperationPlanText.render(
            folder == null ? suite().name() : "left of " + folder,
            folder == null ? suite().forks() : left(folder),
            DescriptorLimit.ofThisProcess()));
    out.flush();
    return ExitCode.OK;
  }

  private static List<OperationFork> left(Path folder) throws CouldNotRunException {
    try {
      return OperationDirectory.remaining(folder);
    } catch (IOException e) {
      throw CouldNotRunException.because(e);
    }
  }

  /** Measures what is left and says what came out. */
  int measure() throws CouldNotRunException, InterruptedException {
    try (var _ = claimed();
        OperationDirectory directory = directory()) {
      List<OperationFork> left = directory.remaining();
      if (asked.resume() != null) {
        runner.check(directory.suite(), asked.server());
      }
      int done = directory.suite().forks().size() - left.size();
      try (var _ = ResumeHint.standBy(directory.path());
          var progress = progress(left, done)) {
        runner.run(directory, asked.server(), progress);
      } catch (IOException e) {
        if (directory.run().isComplete()) {
          OperationRenderings.write(directory.run(), directory.path());
        }
        throw e;
      }
      return OperationConclusion.of(directory.run(), directory.path(), out);
    } catch (RunDirectoryException | IOException e) {
      throw CouldNotRunException.because(e);
    }
  }

  private HeldServer claimed() throws CouldNotRunException, InterruptedException {
    try {
      return asked.server().isPresent() ? runner.claim(asked.server().get()) : HeldServer.NONE;
    } catch (IOException e) {
      throw new CouldNotRunException("--connect: " + e.getMessage(), e);
    }
  }

  private static Progress progress(List<OperationFork> left, int done) {
    var steps = left.stream().map(JmhOperationRunner::step).toList();
    return Progress.on(System.err, Terminal.progressLine(), "forks", steps, done);
  }

  private OperationDirectory directory()
      throws RunDirectoryException, IOException, CouldNotRunException, InterruptedException {
    Path resume = asked.resume();
    if (resume == null) {
      return fresh(suite().against(asked.server()));
    }
    OperationDirectory directory = OperationDirectory.resume(resume);
    Optional<String> other = otherThan(directory.suite());
    if (other.isPresent()) {
      directory.close();
      throw new RunDirectoryException(
          "run '%s' was started %s".formatted(directory.run().runId(), other.get()));
    }
    return directory;
  }

  /** What a run's suite has that is not asked for now, and what to do; forks must not mix. */
  private Optional<String> otherThan(OperationSuite stored) {
    if (!stored.equals(stored.against(asked.server()))) {
      return Optional.of(
          stored.server() == null
              ? "without --connect; resume it without --connect"
              : "with --connect %s; resume it with the same".formatted(stored.server()));
    }
    return asked
        .loaded()
        .filter(suite -> !suite.against(asked.server()).equals(stored))
        .map(_ -> "with another suite; resume it without --suite");
  }

  private OperationDirectory fresh(OperationSuite suite)
      throws RunDirectoryException, IOException, CouldNotRunException, InterruptedException {
    SweepRun.checkDescriptors(OperationPlanText.descriptorsNeeded(suite.forks()));
    runner.check(suite, asked.server());
    Environment environment = runner.environment(commandLine);
    return OperationDirectory.create(
        NewFolder.ofRun(asked.out(), suite.name()), suite, environment);
  }

  private OperationSuite suite() {
    OperationSuite suite =
        asked.loaded().orElseThrow(() -> new IllegalArgumentException("--suite is required here"));
    runner.check(suite);
    return suite;
  }
}
