package dev.pushpull.suite;

import dev.pushpull.spec.Durations;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one trial as one JMH fork. */
final class JmhFork {

  private static final Duration SPARE = Duration.ofSeconds(90);

  private JmhFork() {}

  /**
   * Runs and waits.
   *
   * @param spec handed over in the folder's {@code trial.json}
   * @param token file with the token of a running server, empty if the fork starts its own
   * @param lines hears what the fork and JMH print
   * @return JMH's result; empty if the fork failed
   */
  static Optional<RunResult> run(
      TrialSpec spec, Path folder, Optional<Path> token, Consumer<String> lines) {
    return ForkRun.run(options(spec, folder, token), lines);
  }

  private static Options options(TrialSpec spec, Path folder, Optional<Path> token) {
    var timing = spec.timing();
    Duration longest =
        SPARE
            .plus(timing.warmup())
            .plus(timing.window())
            .plus(timing.drain())
            .plusMillis(10L * spec.workload().subscribers());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(FreshnessBenchmark.class.getName() + ".freshness$")
            .forks(1)
            .warmupIterations(1)
            .measurementIterations(timing.windows())
            .timeout(TimeValue.milliseconds(longest.toMillis()))
            .shouldFailOnError(true)
            .addProfiler(FreshnessProfiler.class)
            .param("strategy", spec.name())
            .param("warmup", Durations.format(timing.warmup()))
            .param("window", Durations.format(timing.window()));
    workload(options, spec.workload());
    options.jvmArgsAppend(jvmArgs(folder, token));
    return options.build();
  }

  private static void workload(ChainedOptionsBuilder options, Workload workload) {
    options
        .param("arrivals", workload.arrivals().toString())
        .param("feeds", Integer.toString(workload.feeds()))
        .param("subscribers", Integer.toString(workload.subscribers()))
        .param("payload", Integer.toString(workload.payloadBytes()))
        .param("protocol", workload.protocol().toString());
  }

  private static String[] jvmArgs(Path folder, Optional<Path> token) {
    String trial = "-D" + TrialFolder.TRIAL_PROPERTY + "=" + folder.resolve("trial.json");
    return token
        .map(file -> new String[] {trial, "-D" + TrialFolder.TOKEN_PROPERTY + "=" + file})
        .orElseGet(() -> new String[] {trial});
  }
}
