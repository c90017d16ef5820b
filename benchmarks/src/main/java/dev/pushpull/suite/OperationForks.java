package dev.pushpull.suite;

import dev.pushpull.operation.Iterations;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.suite.Benchmarks.Known;
import dev.pushpull.suite.op.OperationProfiler;
import dev.pushpull.suite.op.OperationServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH is asked for when one fork measures an operation. */
final class OperationForks {

  /** System property: the folder that the fork writes its histograms into. */
  private static final String FOLDER_PROPERTY = "pushpull.operation";

  /** For what a benchmark does before its first iteration, which JMH counts as part of it. */
  private static final Duration SPARE = Duration.ofMinutes(2);

  private OperationForks() {}

  /**
   * The options of one fork.
   *
   * @param server a running server; empty if the fork starts its own
   * @param token the file that holds its token
   */
  static Options options(
      OperationSpec spec,
      Known known,
      Path folder,
      Optional<ServerAddress> server,
      Optional<Path> token) {
    Iterations warmup = spec.warmup();
    Iterations measurement = spec.measurement();
    Duration longest =
        warmup.time().compareTo(measurement.time()) > 0 ? warmup.time() : measurement.time();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + known.qualified().replace(".", "\\.") + "$")
            .forks(1)
            .warmupIterations(warmup.count())
            .warmupTime(time(warmup.time()))
            .measurementIterations(measurement.count())
            .measurementTime(time(measurement.time()))
            .timeout(time(SPARE.plus(longest)))
            .shouldFailOnError(true)
            .addProfiler(OperationProfiler.class)
            .addProfiler(GCProfiler.class);
    spec.params().forEach(options::param);
    return options.jvmArgsAppend(jvmArgs(folder, server, token)).build();
  }

  private static TimeValue time(Duration duration) {
    return TimeValue.nanoseconds(duration.toNanos());
  }

  private static String[] jvmArgs(
      Path folder, Optional<ServerAddress> server, Optional<Path> token) {
    var args = new ArrayList<>(List.of("-D" + FOLDER_PROPERTY + "=" + folder));
    server.ifPresent(address -> args.add("-D" + OperationServer.CONNECT_PROPERTY + "=" + address));
    token.ifPresent(file -> args.add("-D" + OperationServer.TOKEN_PROPERTY + "=" + file));
    return args.toArray(String[]::new);
  }
}
