package dev.pushpull.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of a TLS handshake that does not succeed, by every engine that has TLS. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY", "SOCKET"})
class TlsEdgesTest {

  private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

  @AutoClose private final ClientEngine engine;
  private final Recorder told = new Recorder();

  TlsEdgesTest(EngineFixture engine) {
    this.engine = engine.make(Protocol.H1_TLS);
  }

  @Test
  void aServerThatEndsTheConnection() throws Exception {
    assertThat(failure((peer, _) -> peer.read())).isEqualTo("Remote host terminated the handshake");
  }

  @Test
  void aServerThatResetsTheConnection() throws Exception {
    assertThat(
            failure(
                (peer, _) -> {
                  peer.read();
                  peer.reset();
                }))
        .isEqualTo("connection reset");
  }

  @Test
  void aServerThatSpeaksSomethingElse() throws Exception {
    assertThat(
            failure(
                (peer, _) -> {
                  peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                  peer.readToEnd();
                }))
        .isEqualTo("Unsupported or unrecognized SSL message");
  }

  @Test
  void aServerThatRefusesTheHandshake() throws Exception {
    assertThat(
            failure(
                (peer, _) -> {
                  peer.read();
                  peer.send(HANDSHAKE_FAILURE);
                  peer.readToEnd();
                }))
        .isEqualTo("(handshake_failure) Received fatal alert: handshake_failure");
  }

  private String failure(ScriptedServer.Script script) throws Exception {
    try (var server = new ScriptedServer(script);
        SubscriberFleet fleet =
            engine.subscribers(
                new FleetOrder(
                    Strategy.parse("websocket"),
                    List.of(URI.create(server.feed().toString().replace("http", "https"))),
                    Duration.ofSeconds(5)),
                _ -> told)) {
      List<String> failures = fleet.connect(ConnectRamp.USUAL);
      assertThat(fleet.connected()).isZero();
      assertThat(told.all(Recorder.Connected.class)).hasSize(1);
      String failure = told.failures().getFirst();
      assertThat(failures).containsExactly("cannot connect: " + failure);
      assertThat(told.events()).hasSize(2);
      return failure;
    }
  }
}
