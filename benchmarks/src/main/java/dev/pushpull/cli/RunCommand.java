package dev.pushpull.cli;

import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationSuiteFile;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.Plan;
import dev.pushpull.plan.PlanText;
import dev.pushpull.report.SweepReport;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunDirectoryException;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TraceCopies;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.suite.HeldServer;
import dev.pushpull.suite.OperationRunner;
import dev.pushpull.suite.SweepRunner;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pushpull run}: measures a sweep, or single operations, and says what came out. */
@Command(
    name = "run",
    description = {
      "Measures how fresh data is and what freshness costs.",
      "Exit codes: 0 fine, 1 a requirement is not met or a trial is INVALID, 2 usage, 3 could not"
          + " run."
    })
final class RunCommand implements Callable<Integer> {

  private final SweepRunner runner;
  private final OperationRunner operations;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin SweepOptions sweep = new SweepOptions();
  @Mixin ServerOptions server = new ServerOptions();
  @Mixin CommonOptions common = new CommonOptions();

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

  RunCommand(SweepRunner runner, OperationRunner operations) {
    this.runner = runner;
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    if (resume != null && out != null) {
      throw usage(new IllegalArgumentException("--out and --resume are mutually exclusive"));
    }
    if (asksForOperations()) {
      return runOperations();
    }
    return dryRun ? showPlan() : run();
  }

  private boolean asksForOperations() {
    boolean suite = sweep.suite != null && OperationSuiteFile.isOne(sweep.suite);
    return suite || (resume != null && OperationDirectory.isOne(resume));
  }

  private int runOperations() throws CouldNotRunException, InterruptedException {
    try {
      var asked =
          new AskedOperations(
              Optional.ofNullable(sweep.suite), sweep.ofSweepOnly(), out, resume, server.address());
      var run = new RunOperations(operations, asked, commandLine(), out(), err());
      return dryRun ? run.showPlan() : run.measure();
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private int showPlan() throws CouldNotRunException {
    Plan plan = resume == null ? plan(asked()) : storedPlan(resume);
    out().print(PlanText.render(plan, DescriptorLimit.ofThisProcess()));
    out().flush();
    return ExitCode.OK;
  }

  private Plan storedPlan(Path folder) throws CouldNotRunException {
    try {
      RunResults stored = RunDirectory.read(folder);
      return plan(SpecJson.sweep(stored.spec(), folder)).without(stored.trialIds());
    } catch (IOException e) {
      throw CouldNotRunException.because(e);
    }
  }

  private int run() throws CouldNotRunException, InterruptedException {
    if (resume == null) {
      plan(asked()); // What is wrong with it is said before a server is asked.
    }
    try (var _ = claimed();
        RunDirectory directory = resume == null ? fresh() : resumed(resume)) {
      Set<String> done = directory.finishedTrials();
      Plan plan = plan(directory.spec()).without(done);
      if (resume != null) {
        runner.check(plan);
      }
      measure(plan, directory, done.size());
      return Conclusion.of(directory, List.of(), out());
    } catch (RunDirectoryException | IOException e) {
      throw CouldNotRunException.because(e);
    }
  }

  /** What was measured is shown even if the rest cannot be, on a full disk for example. */
  private void measure(Plan plan, RunDirectory directory, int done)
      throws CouldNotRunException, InterruptedException {
    try {
      SweepRun.run(runner, plan, directory, done, err());
    } catch (IOException e) {
      if (!directory.results().trials().isEmpty()) {
        out().print(SweepReport.text(directory.results(), Terminal.colour()));
        out().flush();
      }
      throw new CouldNotRunException(
          "run '%s' was interrupted: %s; %s"
              .formatted(directory.path(), Reason.withFile(e), ResumeHint.of(directory.path())),
          e);
    }
  }

  /** A server that runs already is this run's alone. */
  private HeldServer claimed() throws CouldNotRunException, InterruptedException {
    Optional<ServerAddress> running = address();
    try {
      return running.isPresent() ? runner.claim(running.get()) : HeldServer.NONE;
    } catch (IOException e) {
      throw new CouldNotRunException("--connect: " + e.getMessage(), e);
    }
  }

  private Optional<ServerAddress> address() {
    try {
      return server.address();
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private RunDirectory fresh()
      throws RunDirectoryException, IOException, CouldNotRunException, InterruptedException {
    SweepSpec spec = asked();
    Plan plan = plan(spec);
    SweepRun.checkDescriptors(plan);
    SweepRun.checkBrowser(spec);
    runner.check(plan);
    Environment environment = runner.environment(commandLine());
    return RunDirectory.create(NewFolder.ofRun(out, spec.name()), spec, environment);
  }

  private RunDirectory resumed(Path folder)
      throws RunDirectoryException, IOException, CouldNotRunException {
    RunDirectory directory = RunDirectory.resume(folder);
    try {
      SweepSpec stored = directory.spec();
      TraceCopies.changed(stored).forEach(this::sayChanged);
      if (sweep.given()) {
        directory.requireSpec(asked());
      }
      SweepRun.checkBrowser(stored);
    } catch (CouldNotRunException | RunDirectoryException | IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    return directory;
  }

  private void sayChanged(String trace) {
    err()
        .println(
            "note: trace '%s' has changed since the run was started; the run's own copy is played"
                .formatted(Printable.line(trace)));
  }

  private SweepSpec asked() {
    try {
      return sweep.spec();
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private Plan plan(SweepSpec spec) {
    try {
      return Plan.of(spec, server.address());
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  /** The exact command, without the token, which must never lie on disk. */
  private String commandLine() {
    List<String> args = command.commandLine().getParseResult().originalArgs();
    return Commands.quoted(command.root().name(), args);
  }

  private ParameterException usage(IllegalArgumentException cause) {
    return new ParameterException(command.commandLine(), String.valueOf(cause.getMessage()), cause);
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
