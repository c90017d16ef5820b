package dev.pushpull.suite;

import dev.pushpull.launch.EnvironmentCapture;
import dev.pushpull.launch.MachineProbe;
import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.result.Environment;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.FailedTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.openjdk.jmh.results.RunResult;

/**
 * Runs a plan: one JMH fork after the other, each result stored before the next begins. JMH owns
 * forks, parameters and its JSON; the order is the plan's, so that the machine's drift hits all
 * strategies alike.
 */
public final class JmhSweepRunner implements SweepRunner {

  private static final int LAST_LINES = 40;
  private static final Duration CALIBRATION = Duration.ofSeconds(1);

  @Override
  public Environment environment(String command) throws InterruptedException {
    return EnvironmentCapture.capture(command, MachineProbe.measure(CALIBRATION));
  }

  @Override
  public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
    for (TrialSpec trial : plan.trials()) {
      progress.started(Step.of(trial));
      progress.finished(run(trial, directory, progress).validity());
    }
  }

  private static TrialResult run(TrialSpec trial, RunDirectory directory, Progress progress)
      throws IOException {
    Path folder = directory.beginTrial(trial.id()).toAbsolutePath();
    Files.writeString(folder.resolve("trial.json"), SpecJson.write(trial));
    Optional<Path> token =
        trial.server().isPresent() ? Optional.of(token(trial)) : Optional.empty();
    var last = new ConcurrentLinkedDeque<String>();
    Optional<RunResult> jmh;
    try {
      jmh = JmhFork.run(trial, folder, token, line -> hear(line, last, progress));
    } finally {
      if (token.isPresent()) {
        Files.deleteIfExists(token.get());
      }
    }
    JvmEnd.awaitIfBegun();
    if (jmh.isPresent()) {
      JmhResults.store(folder, jmh.get());
    }
    TrialResult result = SameArrivals.check(read(trial, folder, last), directory.results());
    directory.finishTrial(result);
    directory.write("jmh-result.json", JmhResults.json(directory.path().resolve("trials")));
    return result;
  }

  private static void hear(String line, ConcurrentLinkedDeque<String> last, Progress progress) {
    Optional<String> phase = PhaseLines.parse(line);
    if (phase.isPresent()) {
      progress.phase(phase.get());
      return;
    }
    last.add(line);
    if (last.size() > LAST_LINES) {
      last.poll();
    }
  }

  /**
   * A file that only its owner can read, since arguments are open to every user and end up in
   * results.
   */
  private static Path token(TrialSpec trial) throws IOException {
    var permissions =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = Files.createTempFile("pushpull-", ".token", permissions);
    return Files.writeString(file, trial.server().orElseThrow().token());
  }

  private static TrialResult read(TrialSpec trial, Path folder, ConcurrentLinkedDeque<String> last)
      throws IOException {
    Path file = folder.resolve("result.json");
    if (Files.exists(file)) {
      return ResultJson.readTrial(Files.readString(file));
    }
    String lines = String.join("\n", new ArrayDeque<>(last));
    Files.writeString(folder.resolve("fork.log"), lines, StandardCharsets.UTF_8);
    return FailedTrial.of(trial, "the fork ended without a result", new ServerInfo(0, 0), lines);
  }
}
