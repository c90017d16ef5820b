package dev.pushpull.operation.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.PinnedTls;
import dev.pushpull.operation.Handshake;
import dev.pushpull.operation.HandshakeStep;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Heads;
import dev.pushpull.spec.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTimelineEndToEndTest {

  @Test
  void tellsWhatIsSaidAndInHowManyBytes() {
    List<Handshake> stories = HandshakeTimeline.tell(2);
    assertThat(stories)
        .extracting(Handshake::title)
        .containsExactly(
            "WebSocket",
            "First poll",
            "WebSocket over TLS",
            "WebSocket over TLS, resumed",
            "First poll over HTTP/2");
    Handshake plain = stories.get(0);
    assertThat(plain.steps())
        .extracting(HandshakeStep::name)
        .containsExactly("TCP connect", "request head sent", "101 received", "first frame");
    // Without TLS, a head's bytes are its text.
    HandshakeStep request = plain.steps().get(1);
    HandshakeStep answer = plain.steps().get(2);
    assertThat(request.text()).startsWith("GET /feeds/").contains("Upgrade: websocket");
    assertThat(request.bytesUp()).isEqualTo(request.text().length());
    assertThat(answer.text()).startsWith("HTTP/1.1 101");
    assertThat(answer.bytesDown()).isEqualTo(answer.text().length());
    assertThat(plain.steps().get(3).text()).startsWith("81 7e ").contains("{\"feed\":");
    stories.forEach(HandshakeTimelineEndToEndTest::checkTimes);
    assertThat(tls(stories.get(3)).bytesDown()).isLessThan(tls(stories.get(2)).bytesDown());
  }

  private static HandshakeStep tls(Handshake story) {
    return story.steps().get(1);
  }

  private static void checkTimes(Handshake story) {
    double last = 0;
    for (HandshakeStep step : story.steps()) {
      assertThat(step.startMicros()).isGreaterThanOrEqualTo(last);
      assertThat(step.endMicros()).isGreaterThan(step.startMicros());
      assertThat(step.bytesUp()).isNotNegative();
      assertThat(step.bytesDown()).isNotNegative();
      last = step.startMicros();
    }
  }

  @Test
  void theStepsBytesAreAllBytesOfTheSocket() throws Exception {
    try (var server = OperationServer.start(Protocol.H1_TLS, 4)) {
      server.createFeed("story", 64);
      var tls = server.carrier().tls().map(PinnedTls::newSocketFactory);
      try (var steps = Steps.connect(server, tls, "http/1.1", false)) {
        steps.send("request", Heads.upgrade(server.feed("story")));
        steps.head("101", 101);
        steps.frame("frame");
        List<HandshakeStep> told = Steps.medians(List.of(steps));
        assertThat(told.stream().mapToLong(HandshakeStep::bytesUp).sum())
            .isEqualTo(steps.total().up());
        assertThat(told.stream().mapToLong(HandshakeStep::bytesDown).sum())
            .isEqualTo(steps.total().down());
      }
    }
  }

  @Test
  void refusesNoRounds() {
    assertThatThrownBy(() -> HandshakeTimeline.tell(0))
        .hasMessage("rounds must be 1 to 10000, but are 0");
  }
}
