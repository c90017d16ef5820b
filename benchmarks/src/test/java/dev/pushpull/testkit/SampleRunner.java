package dev.pushpull.testkit;

import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.progress.Step;
import dev.pushpull.report.sweep.TrialEnd;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Stores sample results in place of measured ones; breaks off after some trials if asked. */
public record SampleRunner(int most, UnaryOperator<TrialResult> change) implements StubRunner {

  public SampleRunner() {
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
      directory.begin(trial.id());
      TrialResult result = change.apply(SampleRun.trial(trial));
      directory.finishTrial(result);
      progress.finished(TrialEnd.of(result));
    }
  }
}
