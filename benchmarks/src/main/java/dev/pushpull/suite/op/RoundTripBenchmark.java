package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.operation.transfer.RoundTrips;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The round trips that both {@link RoundTrip} and {@link RoundTripFloor} measure. */
public abstract class RoundTripBenchmark extends OperationBenchmark {

  private static final int CONNECTIONS = 64;

  /** Bytes of each payload, 0 to 60,000. */
  @Param({"0", "64", "1024", "16384"})
  public String payload = "";

  /** What is measured of the benchmark's round trips. */
  abstract Fixture fixture(RoundTrips trips) throws IOException, InterruptedException;

  /** Starts the server and connects. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    String name = OperationParams.operation(benchmark);
    int payloadBytes = OperationParams.payload(payload);
    open(
        name,
        RoundTrips.strategy(name),
        CONNECTIONS,
        server -> fixture(new RoundTrips(server, name, payloadBytes)));
  }

  /** A poll that finds an update. */
  @Benchmark
  public long pollNew() {
    return once();
  }

  /** An empty poll. */
  @Benchmark
  public long pollNotModified() {
    return once();
  }

  /** A parked request that a publish answers. */
  @Benchmark
  public long longPoll() {
    return once();
  }

  /** A message that publishes and comes back as an update. */
  @Benchmark
  public long webSocketEcho() {
    return once();
  }

  /** An event that a publish sends. */
  @Benchmark
  public long sseEvent() {
    return once();
  }
}
