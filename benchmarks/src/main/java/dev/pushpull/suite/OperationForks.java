package dev.pushpull.suite;

import dev.pushpull.machine.HostLoad;
import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.fork.FigureProfiler;
import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.transfer.HandshakeTimeline;
import dev.pushpull.progress.Progress;
import dev.pushpull.progress.StepEnd;
import dev.pushpull.report.operation.OperationEnd;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSpec.Iterations;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.suite.Benchmarks.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Measures the operations of one run, a JMH fork at a time. Each has JMH's gc profiler, for what an
 * operation allocates. One thread.
 */
final class OperationForks {

  /** For what a benchmark does before its first iteration, which JMH counts as part of it. */
  private static final Duration SPARE = Duration.ofMinutes(2);

  /** Of each kind, some milliseconds each, so that their median stands still. */
  private static final int HANDSHAKES = 200;

  private static final String JMH_JSON = "operations-jmh.json";

  private final OperationDirectory directory;
  private final Optional<ServerAddress> server;
  private final Progress progress;
  private final Map<String, Known> benchmarks = Benchmarks.operations();
  private final StoredForks stored;

  OperationForks(OperationDirectory directory, Optional<ServerAddress> server, Progress progress) {
    this.directory = directory;
    this.server = server;
    this.progress = progress;
    this.stored = new StoredForks(directory);
  }

  /** Measures, stores, and says how it went. */
  StepEnd run(OperationFork fork) throws IOException {
    Path folder = directory.begin(fork).toAbsolutePath();
    var properties = new ArrayList<>(List.of(Latencies.FOLDER_PROPERTY + "=" + folder));
    server.ifPresent(address -> properties.add(OperationServer.CONNECT_PROPERTY + "=" + address));
    var heard = new ForkOutputLines(progress);
    HostLoad before = HostLoad.read();
    long start = System.nanoTime();
    Optional<RunResult> jmh =
        JmhFork.run(options(fork.operation()), properties, server, folder, heard);
    long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String failure = null;
    if (jmh.isEmpty()) {
      failure = heard.failure().orElseGet(heard::whyNoResult);
      Files.writeString(folder.resolve(JmhFork.LOG), heard.text());
    }
    directory.finishFork(
        fork, new ForkRecord(failure, tookMillis, HostLoad.read().stealSince(before)));
    if (directory.hasAllForks(fork.operation())) {
      return OperationEnd.of(resolve(fork.operation()));
    }
    return failure == null
        ? jmh.map(OperationForks::end).orElseThrow()
        : new StepEnd(Validity.invalid(failure), "");
  }

  private static StepEnd end(RunResult fork) {
    var score = fork.getPrimaryResult();
    return OperationEnd.ofFork(score.getScore(), score.getScoreUnit());
  }

  private ChainedOptionsBuilder options(OperationSpec spec) throws IOException {
    Iterations warmup = spec.warmup();
    Iterations measurement = spec.measurement();
    Duration longest = Collections.max(List.of(warmup.time(), measurement.time()));
    var options =
        JmhFork.options(known(spec).qualified(), SPARE.plus(longest))
            .warmupIterations(warmup.count())
            .warmupTime(JmhFork.time(warmup.time()))
            .measurementIterations(measurement.count())
            .measurementTime(JmhFork.time(measurement.time()))
            .addProfiler(FigureProfiler.class)
            .addProfiler(GCProfiler.class);
    spec.params().forEach(options::param);
    return options;
  }

  /** Makes and stores the result of an operation all of whose forks ended. */
  OperationResult resolve(OperationSpec operation) throws IOException {
    OperationResult result = OperationResults.of(operation, known(operation), stored.of(operation));
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

  /**
   * Records the handshakes, step by step, if the run lacks them; on a server of its own, so none is
   * recorded of one that runs elsewhere.
   */
  void addHandshakes() throws IOException {
    if (directory.lacksHandshakes()) {
      try {
        directory.finish(HandshakeTimeline.tell(HANDSHAKES));
      } catch (OperationException e) {
        throw new IOException("the handshakes cannot be recorded: " + e.getMessage(), e);
      }
    }
  }
}
