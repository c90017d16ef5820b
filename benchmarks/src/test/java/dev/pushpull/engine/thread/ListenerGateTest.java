package dev.pushpull.engine.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Exchange;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.testkit.Recorder;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class ListenerGateTest {

  private final Recorder told = new Recorder();
  private final ListenerGate gate = new ListenerGate(told);

  @Test
  void passesEverythingOnUntilItIsClosed() {
    tellAll();
    assertThat(told.events()).hasSize(5);
    gate.close();
    tellAll();
    assertThat(told.events()).hasSize(5);
  }

  @Test
  void tellsAFailedConnectOnceWhoeverNoticesItFirst() {
    gate.closeFailed(new IOException("too late"));
    gate.onFailure("timeout");
    assertThat(told.failures()).containsExactly("too late");
    var other = new Recorder();
    var otherGate = new ListenerGate(other);
    otherGate.onFailure("timeout");
    otherGate.closeFailed(new IOException("too late"));
    assertThat(other.failures()).containsExactly("timeout");
  }

  @Test
  void tellsExceptionsInOneLine() {
    gate.onFailure(new IOException("refused\n  by the server"));
    gate.onFailure(new EOFException());
    gate.onFailure(new SocketTimeoutException("timeout"));
    assertThat(told.failures())
        .containsExactly("refused by the server", "the connection was closed", "no answer in time");
  }

  private void tellAll() {
    gate.onUpdate(new Update("f", 1, 0, 0, ""), 1);
    gate.onExchange(new Exchange(1, 1, 2, 200, Exchange.Kind.POLL));
    gate.onConnectionOpened();
    gate.onReconnect();
    gate.onFailure("it failed");
  }
}
