package dev.pushpull.suite;

import dev.pushpull.launch.EnvironmentCapture;
import dev.pushpull.launch.HostLoad;
import dev.pushpull.launch.MachineProbe;
import dev.pushpull.launch.ServerClaim;
import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationFork;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.operation.OperationSuite;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.report.StepEnd;
import dev.pushpull.result.Environment;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Setup;
import dev.pushpull.suite.Benchmarks.Known;
import dev.pushpull.suite.op.HandshakeStory;
import dev.pushpull.suite.op.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;

/**
 * Measures single operations by JMH: one fork after the other in the suite's order, each stored
 * before the next begins. Each has JMH's gc profiler, for what an operation allocates.
 */
public final class JmhOperationRunner implements OperationRunner {

  private static final Duration CALIBRATION = Duration.ofSeconds(1);

  /** Of each kind, some milliseconds each, so that their median stands still. */
  private static final int HANDSHAKES = 200;

  private static final String JMH_JSON = "operations-jmh.json";

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
  public HeldServer claim(ServerAddress server) throws IOException, InterruptedException {
    return ServerClaim.take(server)::close;
  }

  @Override
  public Environment environment(String command) throws InterruptedException {
    return EnvironmentCapture.capture(command, MachineProbe.measure(CALIBRATION));
  }

  @Override
  public void run(OperationDirectory directory, Optional<ServerAddress> server, Progress progress)
      throws IOException {
    new Forks(directory, server, progress).run();
  }

  /** Those of one run. */
  private record Forks(
      OperationDirectory directory,
      Optional<ServerAddress> server,
      Progress progress,
      Map<String, Known> benchmarks,
      StoredForks stored) {

    Forks(OperationDirectory directory, Optional<ServerAddress> server, Progress progress) {
      this(directory, server, progress, Benchmarks.operations(), new StoredForks(directory));
    }

    void run() throws IOException {
      for (OperationSpec operation : directory.unresolved()) {
        resolve(operation);
      }
      for (OperationFork fork : directory.remaining()) {
        progress.started(step(fork));
        try {
          progress.finished(run(fork));
        } catch (IOException e) {
          directory.abandonFork(fork);
          throw e;
        }
      }
      if (directory.lacksHandshakes()) {
        directory.finish(handshakes());
      }
    }

    /** On a server of its own, so none is told of one that runs elsewhere. */
    private static List<Handshake> handshakes() throws IOException {
      try {
        return HandshakeStory.tell(HANDSHAKES);
      } catch (OperationException e) {
        throw new IOException("the handshakes cannot be recorded: " + e.getMessage(), e);
      }
    }

    /** Measures, stores, and says how it went. */
    private StepEnd run(OperationFork fork) throws IOException {
      Path folder = directory.beginFork(fork).toAbsolutePath();
      var heard = new HeardLines(progress);
      HostLoad before = HostLoad.read();
      long start = System.nanoTime();
      Optional<RunResult> jmh;
      try (var token = TokenFile.of(server)) {
        var options =
            OperationForks.options(
                fork.operation(), known(fork.operation()), folder, server, token.path());
        jmh = ForkRun.run(options, heard);
      }
      JvmEnd.awaitIfBegun();
      long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      keep(jmh, heard, folder);
      String failure = jmh.isPresent() ? null : reason(heard);
      directory.finishFork(
          fork, new ForkRecord(failure, tookMillis, HostLoad.read().stealSince(before)));
      if (directory.hasAllForks(fork.operation())) {
        return StepEnd.of(resolve(fork.operation()));
      }
      return failure == null
          ? jmh.map(Forks::end).orElseThrow()
          : new StepEnd(Validity.invalid(failure), "");
    }

    private static StepEnd end(RunResult fork) {
      var score = fork.getPrimaryResult();
      return StepEnd.ofFork(score.getScore(), score.getScoreUnit());
    }

    private static void keep(Optional<RunResult> jmh, HeardLines heard, Path folder)
        throws IOException {
      if (jmh.isPresent()) {
        JmhResults.store(folder.resolve(JmhResults.FILE), jmh.get());
      } else {
        Files.writeString(folder.resolve("fork.log"), heard.text());
      }
    }

    private static String reason(HeardLines heard) {
      return heard.failure().orElseGet(heard::whyNoResult);
    }

    private OperationResult resolve(OperationSpec operation) throws IOException {
      OperationResult result =
          OperationResults.of(operation, known(operation), stored.of(operation));
      directory.finishOperation(result);
      directory.write(JMH_JSON, JmhResults.json(stored.jmh()));
      return result;
    }

    private Known known(OperationSpec operation) throws IOException {
      Known known = benchmarks.get(operation.benchmark());
      if (known == null) {
        throw new IOException("this version has no benchmark " + operation.benchmark());
      }
      return known;
    }
  }

  /** How the progress calls a fork. */
  public static Step step(OperationFork fork) {
    OperationSpec operation = fork.operation();
    String name =
        operation.forks() == 1 ? operation.label() : operation.label() + " fork " + fork.number();
    return new Step(name, operation.benchmark(), fork.estimate());
  }
}
