package dev.pushpull.suite.op;

import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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
 * HandshakeStory} shows the steps.
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
public class Connect {

  /** How many are upgraded in one iteration. */
  static final int BATCH = 64;

  private static final int CONNECTIONS = 10_000;
  private static final String FEED = "op";

  /** Bytes of the update's payload, 0 to 60,000. */
  @Param("64")
  public String payload = "";

  /** The protocol. */
  @Param("h1")
  public String protocol = "";

  private @Nullable Fixture fixture;
  private @Nullable UpgradeBatch batch;
  private @Nullable ConnectCheck check;

  /** Starts the server. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    String name = OperationParams.operation(benchmark);
    int payloadBytes = OperationParams.payload(payload);
    boolean webSocket = !name.startsWith("poll");
    boolean resumed = name.endsWith("Resumed");
    Strategy strategy = RoundTrips.strategy(webSocket ? "webSocketEcho" : "pollNew");
    Protocol carrier = OperationParams.protocol(protocol, name, strategy);
    if (resumed && !carrier.isTls()) {
      throw OperationException.told(
          "%s over %s: session resumption needs TLS; use h1-tls%s"
              .formatted(name, carrier, webSocket ? "" : " or h2"));
    }
    OperationServer opened = OperationServer.open(carrier, CONNECTIONS);
    fixture =
        Fixture.open(
            opened,
            name,
            () -> {
              opened.createFeed(FEED, payloadBytes);
              return name.equals("upgrade")
                  ? upgrades(opened)
                  : connects(opened, webSocket, resumed);
            });
  }

  private Fixture upgrades(OperationServer opened) {
    var upgrades = new UpgradeBatch(opened, FEED);
    batch = upgrades;
    return new Fixture(opened, new Operation.Counted(upgrades, upgrades::bytes), Optional.empty());
  }

  private Fixture connects(OperationServer opened, boolean webSocket, boolean resumed) {
    var connects = Connects.of(opened, FEED, webSocket, resumed);
    check = new ConnectCheck(connects, resumed);
    return new Fixture(opened, connects.client(), connects.floor());
  }

  /** Runs half the floor; for {@code upgrade}, opens connections. */
  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) {
    UpgradeBatch upgrades = batch;
    fixture().begin(iteration, upgrades == null ? () -> {} : () -> prepare(upgrades));
  }

  private static void prepare(UpgradeBatch upgrades) {
    try {
      upgrades.prepare(BATCH);
    } catch (IOException e) {
      throw OperationException.told("cannot open a connection to upgrade", e);
    }
  }

  /** Runs the other half; for {@code upgrade}, waits for the outstanding frames. */
  @TearDown(Level.Iteration)
  public void end() {
    if (check != null) {
      check.add(fixture().count());
    }
    if (batch != null) {
      fixture().await(batch::awaitFirstFrames);
    }
    fixture().end();
  }

  /** Writes the histograms and stops the server. */
  @TearDown(Level.Trial)
  public void close() {
    if (fixture != null) {
      fixture.close();
    }
    if (check != null) {
      check.check();
    }
  }

  private Fixture fixture() {
    if (fixture == null) {
      throw new IllegalStateException("JMH did not set the trial up");
    }
    return fixture;
  }

  /** Connects and polls; each TLS handshake is a full one. */
  @Benchmark
  public long poll() {
    return fixture().once();
  }

  /** Connects, upgrades and receives the first update; each TLS handshake is a full one. */
  @Benchmark
  public long webSocket() {
    return fixture().once();
  }

  /** Connects with the TLS session of the previous connection, and polls. */
  @Benchmark
  public long pollResumed() {
    return fixture().once();
  }

  /** Connects with the TLS session of the previous connection, and upgrades. */
  @Benchmark
  public long webSocketResumed() {
    return fixture().once();
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
      opened += fixture().once();
    }
    return opened;
  }
}
