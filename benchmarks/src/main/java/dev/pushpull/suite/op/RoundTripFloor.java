package dev.pushpull.suite.op;

import dev.pushpull.spec.Protocol;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * The floors of {@link RoundTrip} as separate benchmarks, for profiling with {@code -prof stack} or
 * others: raw blocking sockets on JMH's thread, which write prepared bytes and read the response to
 * its end. An operation allocates nothing, except what the JDK does for TLS.
 *
 * <pre>
 *   JMH thread, raw blocking socket ── prepared bytes ─────&gt; server
 *              &lt;── read to the last byte, not parsed ───────┘
 * </pre>
 *
 * <p>The pitfall: do not divide {@code RoundTrip}'s score by this one's. They ran minutes apart, in
 * different JVMs, and the machine drifts by more than some differences of interest. {@code
 * floor.ratio} of {@code RoundTrip} compares what ran within a second. For {@code longPoll}, JMH's
 * score includes writing the next request; {@code latency} does not.
 *
 * <p>Run it: {@code scripts/pushpull jmh RoundTripFloor -p payload=64 -prof gc}.
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
public class RoundTripFloor {

  private static final int CONNECTIONS = 64;

  /** Bytes of each payload, 0 to 60,000. */
  @Param({"0", "64", "1024", "16384"})
  public String payload = "";

  /** The protocol. */
  @Param("h1")
  public String protocol = "";

  private @Nullable Fixture fixture;

  /** Starts the server and connects. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    String name = OperationParams.operation(benchmark);
    int payloadBytes = OperationParams.payload(payload);
    Protocol carrier = OperationParams.protocol(protocol, name, RoundTrips.strategy(name));
    OperationServer opened = OperationServer.open(carrier, CONNECTIONS);
    var roundTrips = new RoundTrips(opened, name, payloadBytes);
    fixture =
        Fixture.open(
            opened,
            name,
            () ->
                new Fixture(
                    opened, roundTrips.floor().orElseThrow(() -> noFloor(name, carrier)).open()));
  }

  private static OperationException noFloor(String name, Protocol carrier) {
    return OperationException.told("%s over %s has no floor".formatted(name, carrier));
  }

  /** Reads the server's CPU. */
  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    fixture().begin(iteration);
  }

  /** Reads it again. */
  @TearDown(Level.Iteration)
  public void end() {
    fixture().end();
  }

  /** Writes the histograms and stops the server. */
  @TearDown(Level.Trial)
  public void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private Fixture fixture() {
    if (fixture == null) {
      throw new IllegalStateException("JMH did not set the trial up");
    }
    return fixture;
  }

  /** A poll that finds an update. */
  @Benchmark
  public long pollNew() {
    return fixture().once();
  }

  /** An empty poll. */
  @Benchmark
  public long pollNotModified() {
    return fixture().once();
  }

  /** A parked request that a publish answers. */
  @Benchmark
  public long longPoll() {
    return fixture().once();
  }

  /** A message that publishes and comes back as an update. */
  @Benchmark
  public long webSocketEcho() {
    return fixture().once();
  }

  /** An event that a publish sends. */
  @Benchmark
  public long sseEvent() {
    return fixture().once();
  }
}
