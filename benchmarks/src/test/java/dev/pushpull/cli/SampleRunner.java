package dev.pushpull.cli;

import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.report.StepEnd;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.SampleRun;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.suite.HeldServer;
import dev.pushpull.suite.SweepRunner;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Stores sample results in place of measured ones; breaks off after some trials if asked. */
record SampleRunner(int most, UnaryOperator<TrialResult> change) implements SweepRunner {

  SampleRunner() {
    this(Integer.MAX_VALUE, trial -> trial);
  }

  @Override
  public void check(Plan plan) {
    // Nothing is started here.
  }

  @Override
  public HeldServer claim(ServerAddress server) {
    return HeldServer.NONE;
  }

  @Override
  public Environment environment(String command) {
    Environment sample = SampleRun.environment();
    return new Environment(
        sample.jdk(),
        sample.os(),
        sample.cpu(),
        sample.cores(),
        sample.libraries(),
        sample.git(),
        command,
        sample.machine(),
        sample.startedAt());
  }

  @Override
  public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
    int done = 0;
    for (TrialSpec trial : plan.trials()) {
      if (done++ == most) {
        throw new IOException("the power went out");
      }
      progress.started(Step.of(trial));
      directory.beginTrial(trial.id());
      TrialResult result = change.apply(SampleRun.trial(trial));
      directory.finishTrial(result);
      progress.finished(StepEnd.of(result));
    }
  }
}
