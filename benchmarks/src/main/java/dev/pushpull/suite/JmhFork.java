package dev.pushpull.suite;

import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.spec.ServerAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one JMH fork and waits for it. */
final class JmhFork {

  /** What a fork said that left no result. */
  static final String LOG = "fork.log";

  private static final String OWNER_ONLY = "rw-------";

  private JmhFork() {}

  /**
   * What every fork is asked for.
   *
   * @param benchmark class and method, with the package
   * @param longest how long an iteration may take
   */
  static ChainedOptionsBuilder options(String benchmark, Duration longest) {
    return new OptionsBuilder()
        .include("^" + benchmark.replace(".", "\\.") + "$")
        .forks(1)
        .timeout(time(longest))
        .shouldFailOnError(true);
  }

  static TimeValue time(Duration duration) {
    return TimeValue.nanoseconds(duration.toNanos());
  }

  /**
   * Runs and waits, and keeps JMH's result in the fork's folder.
   *
   * @param options that ask for one benchmark and one fork
   * @param properties of the fork's JVM, as {@code NAME=VALUE}
   * @param server one that runs already; empty if the fork starts its own
   * @param heard hears what the fork and JMH print
   * @return JMH's result; empty if the fork failed
   */
  static Optional<RunResult> run(
      ChainedOptionsBuilder options,
      List<String> properties,
      Optional<ServerAddress> server,
      Path folder,
      ForkOutputLines heard)
      throws IOException {
    var args = new ArrayList<>(properties);
    Optional<Path> token = tokenFile(server);
    token.ifPresent(file -> args.add(OperationServer.TOKEN_PROPERTY + "=" + file));
    String[] jvmArgs = args.stream().map(arg -> "-D" + arg).toArray(String[]::new);
    Optional<RunResult> result;
    try {
      result = run(options.jvmArgsAppend(jvmArgs).build(), heard);
    } finally {
      if (token.isPresent()) {
        Files.deleteIfExists(token.get());
      }
    }
    awaitEndIfBegun();
    if (result.isPresent()) {
      JmhResults.store(folder.resolve(JmhResults.FILE), result.get());
    }
    return result;
  }

  private static Optional<RunResult> run(Options options, ForkOutputLines heard) {
    // One host runs one fork at a time, and other runs of this machine are none of its business.
    System.setProperty("jmh.ignoreLock", "true");
    PrintStream lines = LineStream.to(heard);
    try (lines;
        var _ = new RedirectedOutput(lines, lines)) {
      return Optional.ofNullable(new Runner(options, JmhOutput.withoutReports(lines)).runSingle());
    } catch (RunnerException e) {
      heard.accept("JMH: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * A running server's token in a file that only its owner can read, since arguments are open to
   * every user and end up in results. A trial's fork deletes it once it has read it.
   */
  private static Optional<Path> tokenFile(Optional<ServerAddress> server) throws IOException {
    if (server.isEmpty()) {
      return Optional.empty();
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
    Path file = Files.createTempFile("pushpull-", ".token", ownerOnly);
    return Optional.of(Files.writeString(file, server.get().token()));
  }

  /**
   * Does not return when this JVM is being stopped. Ctrl-C reaches forks and servers too: what they
   * leave then is no result, and must not be stored as one.
   */
  private static void awaitEndIfBegun() {
    while (isEnding()) {
      LockSupport.park();
    }
  }

  private static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(Thread.currentThread()); // which is none
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
