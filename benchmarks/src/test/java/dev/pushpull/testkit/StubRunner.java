package dev.pushpull.testkit;

import dev.pushpull.machine.Environment;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.suite.JmhRunner;
import dev.pushpull.suite.SuiteRunner;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Starts nothing: all is there, and nothing can be run. */
public interface StubRunner extends SuiteRunner {

  @Override
  default void check(Plan plan) throws IOException {
    // Nothing is started here.
  }

  @Override
  default void check(OperationSuite suite) {
    new JmhRunner().check(suite);
  }

  @Override
  default void check(OperationSuite suite, Optional<ServerAddress> server) {
    // Nothing is started here.
  }

  @Override
  default Closeable claim(ServerAddress server) {
    return () -> {};
  }

  @Override
  default Environment environment(String command) {
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
  default void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
    throw new IOException("no trial can be run here");
  }

  @Override
  default void run(OperationDirectory directory, Optional<ServerAddress> server, Progress progress)
      throws IOException {
    throw new IOException("no operation can be run here");
  }
}
