package dev.pushpull.cli;

import dev.pushpull.console.Conclusion;
import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.PlanText;
import dev.pushpull.console.ResumeHint;
import dev.pushpull.console.Terminal;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.Plan;
import dev.pushpull.plan.TargetSweep;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.SpecJson;
import dev.pushpull.run.TraceCopies;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.spec.target.TargetSpec;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.target.external.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code pushpull run} where it is asked for a sweep. */
final class SweepMeasurement extends Measurement<RunDirectory> {

  SweepMeasurement(RunCommand command, SuiteRunner runner) {
    super(command, runner);
  }

  @Override
  String plan() throws IOException {
    Path folder = command.resume();
    return PlanText.render(
        folder == null ? plan(asked()) : left(folder), DescriptorLimit.ofThisProcess());
  }

  private Plan left(Path folder) throws IOException {
    RunResults stored = RunDirectory.read(folder);
    return plan(SpecJson.sweep(stored.spec(), folder)).without(stored.trialIds());
  }

  @Override
  RunDirectory fresh() throws Exception {
    SweepSpec spec = asked();
    Plan plan = plan(spec);
    checkNeeded(spec);
    Forks.check(plan);
    runner.check(plan);
    var environment = runner.environment(command.typed());
    return RunDirectory.create(
        NewFolder.ofRun(command.options.path("--out"), spec.name()), spec, environment);
  }

  @Override
  RunDirectory resumed(Path folder) throws Exception {
    RunDirectory directory = RunDirectory.resume(folder);
    try {
      SweepSpec stored = directory.spec();
      directory.requireTarget();
      TraceCopies.changed(stored).forEach(this::sayChanged);
      if (command.sweep.given()) {
        directory.requireSpec(asked());
      }
      checkNeeded(stored);
      Forks.check(plan(stored).without(directory.finishedTrials()));
    } catch (Exception e) {
      directory.close();
      throw e;
    }
    return directory;
  }

  private void sayChanged(String trace) {
    command
        .err()
        .println(
            "note: trace '%s' has changed since the run was started; the run's own copy is played"
                .formatted(Printable.line(trace)));
  }

  /** What was measured is shown even if the rest cannot be, on a full disk for example. */
  @Override
  void run(RunDirectory directory) throws Exception {
    var done = directory.finishedTrials();
    Plan plan = plan(directory.spec()).without(done);
    if (command.resume() != null) {
      runner.check(plan);
    }
    try {
      Forks.run(runner, plan, directory, done.size(), command.err());
    } catch (IOException e) {
      if (!directory.results().trials().isEmpty()) {
        command.print(SweepReport.text(directory.results(), Terminal.colour()));
      }
      throw new CouldNotRunException(
          "run '%s' was interrupted: %s; %s"
              .formatted(directory.path(), Reason.withFile(e), ResumeHint.of(directory.path())),
          e);
    }
  }

  @Override
  int conclude(RunDirectory directory) throws IOException {
    return Conclusion.of(directory, List.of(), command.out());
  }

  private SweepSpec asked() {
    return command.asked(command.sweep::spec);
  }

  private Plan plan(SweepSpec spec) {
    return command.asked(
        () -> {
          Plan plan = Plan.of(spec, server);
          spec.setup().targetFile().ifPresent(file -> checkTarget(TargetFile.read(file)));
          return plan;
        });
  }

  /** Variables and process that a target file names must be there before anything is sent. */
  private void checkNeeded(SweepSpec spec) {
    spec.setup().targetFile().ifPresent(file -> command.asked(() -> needed(TargetFile.read(file))));
  }

  private static Optional<ServerProcess> needed(TargetSpec target) {
    target.secrets(name -> Optional.ofNullable(System.getenv(name))).checkSet();
    return target.process().map(ServerProcess::of);
  }

  private void checkTarget(TargetSpec target) {
    if (server.isPresent()) {
      throw new IllegalArgumentException("--connect and --target are mutually exclusive");
    }
    if (TargetSweep.publishesElsewhere(target) && !command.options.flag("--allow-publish")) {
      throw new IllegalArgumentException(
          "target %s publishes to %s, which is not this machine: give --allow-publish if it may"
              .formatted(target.name(), target.url()));
    }
  }
}
