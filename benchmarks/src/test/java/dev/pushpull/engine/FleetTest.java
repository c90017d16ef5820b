package dev.pushpull.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.socket.SocketEngine;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients as one, against the real server. */
class FleetTest {

  private static final int COUNT = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Recorder> told = Stream.generate(Recorder::new).limit(COUNT).toList();

  private FleetOrder order(String strategy, URI feed, InetAddress... sources) {
    return new FleetOrder(
        StrategyName.parse(strategy).strategy(),
        Collections.nCopies(COUNT, feed),
        PATIENCE,
        List.of(sources));
  }

  @SuppressWarnings("try") // closed before its bytes are looked at
  @ParameterizedTest
  @ValueSource(strings = {"poll@20ms", "long-poll", "sse", "websocket"})
  void eachClientTellsItsOwnListener(String strategy) throws Exception {
    try (var server = new RealServer(Protocol.H1);
        var engine = new OkHttpEngine(server.carrier());
        SubscriberFleet fleet = engine.subscribers(order(strategy, server.address()), told::get)) {
      assertThat(fleet.connected()).isZero();
      assertThat(fleet.connect(ConnectRamp.USUAL)).isEmpty();
      assertThat(fleet.connected()).isEqualTo(COUNT);
      for (int client = 0; client < COUNT; client++) {
        fleet.start(
            client, new FixedSchedule(System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(20)));
      }
      long version = server.publish().version();
      for (Recorder each : told) {
        each.awaitVersion(version);
        assertThat(each.all(Recorder.Connected.class)).hasSize(1);
      }
      fleet.stop();
      server.quiesce();
      assertThat(fleet.awaitQuiet(PATIENCE)).isTrue();
      fleet.close();
      assertThat(fleet.connected()).isZero();
      var counted =
          server.awaitCounters(counters -> counters.path("openConnections").intValue() == 0);
      assertThat(fleet.bytes())
          .isEqualTo(
              new ByteCounts(
                  counted.path("bytesReceived").longValue(),
                  counted.path("bytesSent").longValue()));
    }
  }

  @Test
  void connectsByTheRamp() throws Exception {
    try (var server = new RealServer(Protocol.H1);
        var engine = new SocketEngine(server.carrier());
        SubscriberFleet fleet =
            engine.subscribers(order("raw-websocket", server.address()), told::get)) {
      long start = System.nanoTime();
      assertThat(fleet.connect(new ConnectRamp(100, PATIENCE))).isEmpty();
      assertThat(System.nanoTime() - start)
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10 * (COUNT - 1)));
      assertThat(fleet.connected()).isEqualTo(COUNT);
    }
  }

  @Test
  void saysInALineEachWhoDidNotConnect() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var engine = new OkHttpEngine(Carrier.PLAIN);
        SubscriberFleet fleet =
            engine.subscribers(
                order("poll@20ms", URI.create("http://127.0.0.1:" + port + "/feeds/f")),
                told::get)) {
      List<String> failures = fleet.connect(ConnectRamp.USUAL);
      assertThat(failures).hasSize(COUNT).allMatch(line -> !line.contains("\n"));
      assertThat(fleet.connected()).isZero();
    }
  }

  /** So that one machine can have more connections to a server than an address has ports. */
  @ParameterizedTest
  @EnumSource(names = {"OKHTTP", "NETTY", "SOCKET"})
  void connectsFromTheSourceAddressesInTurn(EngineFixture by) throws Exception {
    var seen = new HashSet<String>();
    try (var server = new ServerSocket(0, COUNT, InetAddress.getLoopbackAddress());
        ClientEngine engine = by.make(Protocol.H1)) {
      URI feed = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/feeds/f");
      FleetOrder order =
          order(
              "websocket",
              feed,
              InetAddress.getByName("127.0.0.2"),
              InetAddress.getByName("127.0.0.3"));
      try (SubscriberFleet fleet = engine.subscribers(order, told::get)) {
        Thread.startVirtualThread(() -> connect(fleet));
        var accepted = new ArrayList<Socket>();
        for (int i = 0; i < COUNT; i++) {
          Socket socket = server.accept();
          accepted.add(socket);
          seen.add(socket.getInetAddress().getHostAddress());
        }
        for (Socket socket : accepted) {
          socket.close();
        }
      }
    }
    assertThat(seen).isEqualTo(Set.of("127.0.0.2", "127.0.0.3"));
  }

  private static void connect(SubscriberFleet fleet) {
    try {
      fleet.connect(ConnectRamp.USUAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
