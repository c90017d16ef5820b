package dev.pushpull.testkit;

import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.ServerAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Stores sample results of operations in place of measured ones; breaks off after some forks. */
public record SampleOperationsRunner(int most, Validity validity) implements StubRunner {

  @Override
  public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
    new SampleRunner().run(plan, directory, progress);
  }

  @Override
  public void run(OperationDirectory directory, Optional<ServerAddress> server, Progress progress)
      throws IOException {
    int done = 0;
    for (OperationFork fork : directory.remaining()) {
      if (done++ == most) {
        throw new IOException("the power went out");
      }
      directory.begin(fork);
      directory.finishFork(fork, new ForkRecord(null, 1, 0));
      if (directory.hasAllForks(fork.operation())) {
        var score = new OperationFigure("score", 12.5, 0.25, "us/op", List.of(12.5));
        directory.finishOperation(
            new OperationResult(fork.operation(), "avgt", score, List.of(), validity));
      }
    }
  }
}
