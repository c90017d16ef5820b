package dev.pushpull.suite;

import dev.pushpull.fork.FailedTrial;
import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.plan.ForkHeap;
import dev.pushpull.progress.Progress;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Runs one trial as one JMH fork. */
final class TrialFork {

  private static final Duration SPARE = Duration.ofSeconds(90);

  private TrialFork() {}

  /** Measures, stores, and says how it went. */
  static TrialResult run(TrialSpec trial, RunDirectory directory, Progress progress)
      throws IOException {
    Path folder = directory.begin(trial.id()).toAbsolutePath();
    Path handedOver = Files.writeString(folder.resolve("trial.json"), SpecJson.write(trial));
    var heard = new ForkOutputLines(progress);
    JmhFork.run(
        options(trial),
        List.of(TrialFolder.TRIAL_PROPERTY + "=" + handedOver),
        trial.server(),
        folder,
        heard);
    TrialResult result = SameArrivals.check(read(trial, folder, heard), directory.results());
    directory.finishTrial(result);
    directory.write(
        "jmh-result.json",
        JmhResults.json(JmhResults.ofTrials(directory.path().resolve("trials"))));
    return result;
  }

  private static ChainedOptionsBuilder options(TrialSpec trial) {
    var timing = trial.timing();
    Duration longest =
        SPARE
            .plus(timing.warmup())
            .plus(timing.window())
            .plus(timing.drain())
            .plusMillis(10L * trial.workload().subscribers());
    var options =
        JmhFork.options(FreshnessBenchmark.class.getName() + ".freshness", longest)
            .jvmArgs(FreshnessBenchmark.jvmOptions(ForkHeap.mib(trial)).toArray(String[]::new))
            .warmupIterations(1)
            .measurementIterations(timing.windows())
            .addProfiler(FigureProfiler.class);
    var workload = trial.workload();
    Map.of(
            "strategy", trial.name(),
            "warmup", Durations.format(timing.warmup()),
            "window", Durations.format(timing.window()),
            "arrivals", workload.arrivals(),
            "feeds", workload.feeds(),
            "subscribers", workload.subscribers(),
            "payload", workload.payloadBytes(),
            "protocol", workload.protocol())
        .forEach((param, value) -> options.param(param, value.toString()));
    return options;
  }

  private static TrialResult read(TrialSpec trial, Path folder, ForkOutputLines heard)
      throws IOException {
    Path file = folder.resolve("result.json");
    if (Files.exists(file)) {
      return ResultJson.readTrial(Files.readString(file));
    }
    String lines = heard.text();
    Files.writeString(folder.resolve(JmhFork.LOG), lines);
    return FailedTrial.of(trial, heard.whyNoResult(), new ServerInfo(0, 0), lines);
  }
}
