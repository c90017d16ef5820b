package dev.pushpull.suite;

import dev.pushpull.machine.Environment;
import dev.pushpull.machine.EnvironmentCapture;
import dev.pushpull.machine.MachineProbe;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.progress.Step;
import dev.pushpull.report.sweep.TrialEnd;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSuite;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.target.ServerClaim;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs one JMH fork after the other, each result stored before the next begins. JMH owns forks,
 * parameters and its JSON; the order is the plan's or the suite's, so that the machine's drift hits
 * all alike.
 */
public final class JmhRunner implements SuiteRunner {

  private static final Duration CALIBRATION = Duration.ofSeconds(1);

  @Override
  public void check(Plan plan) throws IOException, InterruptedException {
    Set<Protocol> protocols =
        plan.trials().stream()
            .map(trial -> trial.workload().protocol())
            .collect(Collectors.toSet());
    Optional<TrialSpec> first = plan.trials().stream().findFirst();
    Readiness.check(
        List.of(FreshnessBenchmark.jvmOptions(plan.heapMib())),
        first.flatMap(TrialSpec::server),
        protocols,
        first.map(TrialSpec::setup).orElse(Setup.USUAL).serverHeapMib());
  }

  @Override
  public void check(OperationSuite suite) {
    Benchmarks.check(suite);
  }

  @Override
  public void check(OperationSuite suite, Optional<ServerAddress> server)
      throws IOException, InterruptedException {
    List<String> asked =
        suite.operations().stream()
            .map(operation -> "\\." + operation.benchmark().replace(".", "\\.") + "$")
            .distinct()
            .toList();
    Readiness.check(Benchmarks.jvmOptions(asked), server, List.of(), Setup.USUAL.serverHeapMib());
  }

  @Override
  public Closeable claim(ServerAddress server) throws IOException, InterruptedException {
    return ServerClaim.take(server)::close;
  }

  @Override
  public Environment environment(String command) throws InterruptedException {
    return EnvironmentCapture.capture(command, MachineProbe.measure(CALIBRATION));
  }

  @Override
  public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
    for (TrialSpec trial : plan.trials()) {
      progress.started(Step.of(trial));
      try {
        progress.finished(TrialEnd.of(TrialFork.run(trial, directory, progress)));
      } catch (IOException e) {
        directory.abandon(trial.id());
        throw e;
      }
    }
  }

  @Override
  public void run(OperationDirectory directory, Optional<ServerAddress> server, Progress progress)
      throws IOException {
    var forks = new OperationForks(directory, server, progress);
    for (OperationSpec operation : directory.unresolved()) {
      forks.resolve(operation);
    }
    for (OperationFork fork : directory.remaining()) {
      progress.started(step(fork));
      try {
        progress.finished(forks.run(fork));
      } catch (IOException e) {
        directory.abandon(fork);
        throw e;
      }
    }
    forks.addHandshakes();
  }

  /** How the progress calls a fork of an operation. */
  public static Step step(OperationFork fork) {
    var operation = fork.operation();
    String name =
        operation.forks() == 1 ? operation.label() : operation.label() + " fork " + fork.number();
    return new Step(name, operation.benchmark(), fork.estimate());
  }
}
