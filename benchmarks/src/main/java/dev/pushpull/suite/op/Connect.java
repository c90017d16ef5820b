package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.Fixture;
import dev.pushpull.operation.fork.OperationException;
import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.transfer.Connects;
import dev.pushpull.operation.transfer.HandshakeTimeline;
import dev.pushpull.operation.transfer.RoundTrips;
import dev.pushpull.operation.transfer.UpgradeBatch;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What the first update costs: connect, TLS handshake if there is one, request.
 *
 * <pre>
 *   poll            JMH thread, OkHttp ── TCP, TLS, GET ────────&gt; server    200 with the update
 *   webSocket       JMH thread, OkHttp ── TCP, TLS, upgrade ────&gt; server
 *                   reader, OkHttp     &lt;─ 101, first frame ──────┘           handed to the JMH thread
 *   …Resumed        the same with the TLS session of the previous connection
 *   upgrade         the upgrade alone, on a connection that a poll opened before
 *
 *   floor           JMH thread, raw blocking socket ── the same bytes ──&gt; server
 * </pre>
 *
 * <p>The pitfall: <b>closed connections are not gone.</b> The side that closes first keeps the port
 * for a minute ({@code TIME_WAIT}, RFC 9293, section 3.6.1), and after some 28,000 connects no port
 * is left: a benchmark that runs longer measures the kernel's search for a port, then fails. Here
 * the client resets each connection ({@code SO_LINGER} 0) within the operation: one system call in
 * both client and floor. A production client should not close like this.
 *
 * <p>Another pitfall: TLS clients resume sessions by default, so the second of two "full"
 * handshakes is not full. Here sessions are cleared before each connect that must be full, and
 * certificate checks are counted: a fork with the wrong kind of handshake fails.
 *
 * <p>{@code upgrade} has no floor; {@code webSocket} has one for all steps together. One iteration
 * upgrades {@value #BATCH} connections, opened in its set-up; the score is the time of one upgrade
 * until the 101. Bytes, server CPU and allocation include the first frame, which the server pushes
 * right after the 101 and which the tear-down waits for.
 *
 * <p>Run it: {@code scripts/pushpull jmh Connect.poll -p protocol=h1,h1-tls}; {@link
 * HandshakeTimeline} shows the steps.
 */
public class Connect extends OperationBenchmark {

  /** How many are upgraded in one iteration. */
  static final int BATCH = 64;

  private static final int CONNECTIONS = 10_000;
  private static final String FEED = "op";

  /** Bytes of the update's payload, 0 to 60,000. */
  @Param("64")
  public String payload = "";

  /** Starts the server. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    String name = OperationParams.operation(benchmark);
    int payloadBytes = OperationParams.payload(payload);
    boolean webSocket = !name.startsWith("poll");
    open(
        name,
        RoundTrips.strategy(webSocket ? "webSocketEcho" : "pollNew"),
        CONNECTIONS,
        server -> {
          server.createFeed(FEED, payloadBytes);
          return name.equals("upgrade") ? upgrades(server) : connects(server, name, webSocket);
        });
  }

  private static Fixture upgrades(OperationServer server) {
    var batch = new UpgradeBatch(server, FEED, BATCH);
    return new Fixture(server, batch, Optional.empty(), Optional.empty());
  }

  private static Fixture connects(OperationServer server, String name, boolean webSocket) {
    boolean resumed = name.endsWith("Resumed");
    var carrier = server.carrier().protocol();
    if (resumed && !carrier.isTls()) {
      throw OperationException.told(
          "%s over %s: session resumption needs TLS; use h1-tls%s"
              .formatted(name, carrier, webSocket ? "" : " or h2"));
    }
    var connects = new Connects(server, FEED, webSocket, resumed);
    return new Fixture(server, connects.client(), connects.floor(), Optional.of(connects));
  }

  /** Connects and polls; each TLS handshake is a full one. */
  @Benchmark
  public long poll() {
    return once();
  }

  /** Connects, upgrades and receives the first update; each TLS handshake is a full one. */
  @Benchmark
  public long webSocket() {
    return once();
  }

  /** Connects with the TLS session of the previous connection, and polls. */
  @Benchmark
  public long pollResumed() {
    return once();
  }

  /** Connects with the TLS session of the previous connection, and upgrades. */
  @Benchmark
  public long webSocketResumed() {
    return once();
  }

  /** Upgrades connections that are open. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(BATCH)
  @Warmup(iterations = 20)
  @Measurement(iterations = 20)
  public long upgrade() {
    long opened = 0;
    for (int i = 0; i < BATCH; i++) {
      opened += once();
    }
    return opened;
  }
}
