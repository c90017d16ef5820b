package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Allocation;
import dev.pushpull.operation.fork.Latencies;
import dev.pushpull.operation.fork.OperationException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * What benchmarks share whose iteration is one update: JMH's settings, what is recorded, and a
 * stage, which is what exists during a trial. All calls come from JMH's one worker thread.
 *
 * @param <S> the stage
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(
    value = 2,
    jvmArgs = {
      "-XX:+UseG1GC",
      "-Xms256m",
      "-Xmx256m",
      "--sun-misc-unsafe-memory-access=allow" // JMH itself
    })
public abstract class UpdateBenchmark<S extends Closeable> {

  /** Bytes of each update's payload. */
  @Param("64")
  public String payload = "";

  /** The protocol of requests and messages. */
  @Param("h1")
  public String protocol = "h1";

  final Latencies latencies = new Latencies();
  final Allocation allocation = new Allocation();
  private @Nullable S stage;

  /** Begins the trial. */
  final void open(S opened) {
    stage = opened;
  }

  /** What exists during the trial. */
  final S stage() {
    return Objects.requireNonNull(stage, "JMH did not set the trial up");
  }

  /**
   * Does a part of an iteration; closes everything if it fails, since JMH runs no tear-down then.
   */
  final void orEnd(String failure, OperationException.Work work) {
    try {
      work.run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      RuntimeException told = OperationException.of(failure, e);
      try (S _ = stage()) {
        stage = null;
      } catch (IOException more) {
        told.addSuppressed(more);
      }
      throw told;
    }
  }

  /** Writes the histograms and closes everything. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    S last = stage;
    if (last != null) {
      stage = null;
      try (last) {
        latencies.close();
      }
    }
  }
}
