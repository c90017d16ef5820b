package dev.pushpull.suite;

import dev.pushpull.launch.EnvironmentCapture;
import dev.pushpull.launch.MachineProbe;
import dev.pushpull.launch.ServerClaim;
import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.report.StepEnd;
import dev.pushpull.result.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.FailedTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/**
 * Runs a plan: one JMH fork after the other, each result stored before the next begins. JMH owns
 * forks, parameters and its JSON; the order is the plan's, so that the machine's drift hits all
 * strategies alike.
 */
public final class JmhSweepRunner implements SweepRunner {

  private static final Duration CALIBRATION = Duration.ofSeconds(1);

  @Override
  public void check(Plan plan) throws IOException, InterruptedException {
    var protocols = new LinkedHashSet<Protocol>();
    plan.trials().forEach(trial -> protocols.add(trial.workload().protocol()));
    Optional<ServerAddress> server = plan.trials().stream().findFirst().flatMap(TrialSpec::server);
    Setup setup = plan.trials().stream().findFirst().map(TrialSpec::setup).orElse(Setup.USUAL);
    Readiness.check(
        Benchmarks.jvmOptions(List.of(FreshnessBenchmark.class.getName())),
        server,
        protocols,
        setup.serverHeapMib());
  }

  @Override
  public HeldServer claim(ServerAddress server) throws IOException, InterruptedException {
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
        progress.finished(StepEnd.of(run(trial, directory, progress)));
      } catch (IOException e) {
        directory.abandonTrial(trial.id());
        throw e;
      }
    }
  }

  private static TrialResult run(TrialSpec trial, RunDirectory directory, Progress progress)
      throws IOException {
    Path folder = directory.beginTrial(trial.id()).toAbsolutePath();
    Files.writeString(folder.resolve("trial.json"), SpecJson.write(trial));
    var heard = new HeardLines(progress);
    Optional<RunResult> jmh;
    try (var token = TokenFile.of(trial.server())) {
      jmh = JmhFork.run(trial, folder, token.path(), heard);
    }
    JvmEnd.awaitIfBegun();
    if (jmh.isPresent()) {
      JmhResults.store(folder.resolve(JmhResults.FILE), jmh.get());
    }
    TrialResult result = SameArrivals.check(read(trial, folder, heard), directory.results());
    directory.finishTrial(result);
    directory.write(
        "jmh-result.json",
        JmhResults.json(JmhResults.ofTrials(directory.path().resolve("trials"))));
    return result;
  }

  private static TrialResult read(TrialSpec trial, Path folder, HeardLines heard)
      throws IOException {
    Path file = folder.resolve("result.json");
    if (Files.exists(file)) {
      return ResultJson.readTrial(Files.readString(file));
    }
    String lines = heard.text();
    Files.writeString(folder.resolve("fork.log"), lines, StandardCharsets.UTF_8);
    return FailedTrial.of(trial, heard.whyNoResult(), new ServerInfo(0, 0), lines);
  }
}
