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
 * What one round trip costs on an open connection: a poll with and without news, a long poll, an
 * echo and an event.
 *
 * <pre>
 *   pollNew           JMH thread, OkHttp ── GET ──────────────&gt; server     200 with the update
 *   pollNotModified   JMH thread, OkHttp ── If-None-Match ────&gt; server     304
 *   longPoll          JMH thread ── POST, raw ────────────────&gt; server
 *                     reader, OkHttp  &lt;─ 200, parked before ──┘            handed to the JMH thread
 *   webSocketEcho     JMH thread, OkHttp ── text frame ───────&gt; server
 *                     reader, OkHttp  &lt;─ text frame ──────────┘            handed to the JMH thread
 *   sseEvent          JMH thread ── POST, raw ────────────────&gt; server
 *                     reader, OkHttp  &lt;─ event ───────────────┘            handed to the JMH thread
 *
 *   floor             JMH thread, raw blocking socket ── the same bytes ──&gt; server
 * </pre>
 *
 * <p>{@code longPoll} and {@code sseEvent} publish by a raw {@code POST} and wait for its 201
 * first, in the floor as well: their time includes that, their bytes do not. Messages are decoded
 * as in every subscriber; the floor only finds where they end.
 *
 * <p>The pitfall: <b>a number without its floor says nothing about the client.</b> Most of a round
 * trip over loopback is system calls and wake-ups: the cost of the machine, not of the library. A
 * floor that was timed on another day, in another process or on another kind of thread is not
 * comparable. Here it runs within each fork, half before and half after each iteration, see {@link
 * Fixture}. Over HTTP/2 and with compression there is no floor, rather than a wrong one.
 *
 * <p>A pitfall of {@code longPoll}: if an update is published before the next request is parked,
 * the request is answered at once, like a plain poll, and the response does not show the
 * difference. So eight clients take turns: each one's next request has the round trips of seven
 * others to be parked. {@code longPoll.parked} is the share that was parked, by the server's own
 * count; a fork in which it is below 0.95 fails.
 *
 * <p>Run it: {@code scripts/pushpull jmh RoundTrip -p payload=64 -p protocol=h1,h1-tls -prof gc};
 * throughput by {@code -bm thrpt}.
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
public class RoundTrip {

  private static final int CONNECTIONS = 64;

  /** Bytes of each payload, 0 to 60,000. */
  @Param({"0", "64", "1024", "16384"})
  public String payload = "";

  /** The protocol. */
  @Param("h1")
  public String protocol = "";

  private @Nullable Fixture fixture;
  private @Nullable ParkedShare parked;

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
            opened, name, () -> new Fixture(opened, roundTrips.client(), roundTrips.floor()));
    if (name.equals("longPoll")) {
      parked = new ParkedShare(opened);
    }
  }

  /** Runs half the floor. */
  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    ParkedShare share = parked;
    fixture().begin(iteration, share == null ? () -> {} : share::begin);
  }

  /** Runs the other half. */
  @TearDown(Level.Iteration)
  public void end(IterationParams iteration) {
    ParkedShare share = parked;
    long count = fixture().count();
    fixture().end(share == null ? () -> {} : () -> share.end(iteration, count));
  }

  /** Writes the histograms and stops the server. */
  @TearDown(Level.Trial)
  public void close() {
    if (fixture != null) {
      fixture.close();
    }
    if (parked != null) {
      parked.check();
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
