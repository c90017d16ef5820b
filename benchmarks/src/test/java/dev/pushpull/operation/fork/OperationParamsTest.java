package dev.pushpull.operation.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.operation.transfer.RoundTrips;
import dev.pushpull.spec.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is wrong is told in one line, word for word, and without a stack trace. */
@ResourceLock("operations")
class OperationParamsTest {

  @AfterEach
  void noServerRuns() {
    System.clearProperty(OperationServer.CONNECT_PROPERTY);
  }

  @Test
  void refusesPayloads() {
    assertThat(OperationParams.payload("16384")).isEqualTo(16_384);
    assertThatThrownBy(() -> OperationParams.payload("60001"))
        .isInstanceOf(OperationException.class)
        .hasMessage("payload must be 0 to 60000 bytes, but is '60001'")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThatThrownBy(() -> OperationParams.payload("x"))
        .hasMessage("payload must be 0 to 60000 bytes, but is 'x'");
  }

  @Test
  void refusesProtocols() {
    var echo = RoundTrips.strategy("webSocketEcho");
    assertThatThrownBy(() -> OperationParams.protocol("h2", "webSocketEcho", echo))
        .hasMessage(
            "webSocketEcho over h2: WebSocket is supported only over HTTP/1.1, so use h1 or"
                + " h1-tls");
    assertThatThrownBy(() -> OperationParams.protocol("h3", "webSocketEcho", echo))
        .hasMessageStartingWith("protocol must be one of h1, ");
    assertThat(OperationParams.protocol("h1+deflate", "webSocketEcho", echo))
        .isEqualTo(Protocol.H1_DEFLATE);
  }

  @Test
  void refusesServersThatCannotBe() {
    System.setProperty(OperationServer.CONNECT_PROPERTY, "nowhere");
    assertThatThrownBy(() -> OperationServer.open(Protocol.H1, 1))
        .hasMessage("pushpull.connect must be HOST:PORT, but is 'nowhere'");
    System.setProperty(OperationServer.CONNECT_PROPERTY, "127.0.0.1:1");
    assertThatThrownBy(() -> OperationServer.open(Protocol.H1, 1))
        .hasMessage("pushpull.connect needs a file with the server's token in pushpull.token");
  }
}
