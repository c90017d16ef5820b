package dev.pushpull.cli;

import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.report.TrialEnd;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.SampleRun;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Stores sample results in place of measured ones; breaks off after some trials if asked. */
record SampleRunner(int most, UnaryOperator<TrialResult> change) implements StubRunner {

  SampleRunner() {
    this(Integer.MAX_VALUE, trial -> trial);
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
      progress.finished(TrialEnd.of(result));
    }
  }
}
