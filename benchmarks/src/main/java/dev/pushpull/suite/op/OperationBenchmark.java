package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What benchmarks of a {@link Fixture} share: JMH's settings, a server, and figures around each
 * iteration. A subclass opens the fixture in its set-up of the trial. One thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(1)
@Fork(
    value = 2,
    jvmArgs = {
      "-XX:+UseG1GC",
      "-Xms256m",
      "-Xmx512m",
      "--sun-misc-unsafe-memory-access=allow" // JMH itself
    })
public abstract class OperationBenchmark {

  /** The protocol. */
  @Param("h1")
  public String protocol = "";

  private @Nullable Fixture fixture;

  /** Makes a fixture that needs a running server. */
  @FunctionalInterface
  interface Making {
    Fixture make(OperationServer server) throws IOException, InterruptedException;
  }

  /**
   * Starts a server and connects; the server is stopped if that fails.
   *
   * @param name the benchmark's method
   * @param strategy which the protocol must support
   * @param connections how many the server must accept at once
   */
  final void open(String name, Strategy strategy, int connections, Making making) {
    var carrier = OperationParams.protocol(protocol, name, strategy);
    OperationServer server = OperationServer.open(carrier, connections);
    try {
      fixture = making.make(server);
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw OperationException.of(name + " cannot connect", e);
    }
  }

  /** Runs half the floor, and reads what is counted beside the time. */
  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    fixture().begin(iteration);
  }

  /** Reads it again, and runs the other half. */
  @TearDown(Level.Iteration)
  public void end(IterationParams iteration) {
    fixture().end(iteration);
  }

  /** Writes the histograms, stops the server, and checks what was measured. */
  @TearDown(Level.Trial)
  public void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  /** Runs the operation once. */
  final long once() {
    return fixture().once();
  }

  private Fixture fixture() {
    return Objects.requireNonNull(fixture, "JMH did not set the trial up");
  }
}
