package dev.pushpull.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.internal.http2.ErrorCode;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine must do where HTTP/2 can go wrong in ways that HTTP/1.1 has not. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class Http2EdgesTest {

  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

  @AutoClose private final MockWebServer server = new MockWebServer();
  @AutoClose private final ClientEngine engine;
  private final Recorder told = new Recorder();

  Http2EdgesTest(EngineFixture engine) {
    this.engine = engine.make(Protocol.H2C);
  }

  @BeforeEach
  void start() throws IOException {
    server.setProtocols(List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE));
    server.start();
  }

  @Test
  void readsPastWhatComesBeforeAnAnswerAndAfter() throws Exception {
    var hints = new MockResponse.Builder().code(103).addHeader("Link", "x").build();
    runs(
        "poll@20ms",
        update(1),
        update(2).addInformationalResponse(hints).trailers(Headers.of("a", "b")),
        update(9));
    assertThat(told.versions()).startsWith(1L, 2L, 9L);
    assertThat(told.failures()).isEmpty();
    assertConnections(1);
  }

  @Test
  void tellsAResetStreamAndPollsOnOverTheSameConnection() throws Exception {
    runs(
        "poll@20ms",
        update(1),
        update(2).onResponseStart(reset(ErrorCode.REFUSED_STREAM)),
        update(9));
    assertThat(told.versions()).startsWith(1L, 9L);
    assertThat(told.failures()).containsExactly("stream was reset: REFUSED_STREAM");
    assertConnections(1);
  }

  @Test
  void opensAnotherConnectionWhenTheServerTakesNoMoreRequests() throws Exception {
    runs(
        "poll@20ms",
        update(1),
        update(2).onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE),
        update(9));
    // A poll may be under way by then.
    assertThat(told.versions()).startsWith(1L, 2L, 9L);
    assertThat(told.failures()).isSubsetOf("stream was reset: REFUSED_STREAM");
    assertConnections(2);
  }

  @Test
  void tellsABodyThatIsResetInTheMiddle() throws Exception {
    runs(
        "poll@20ms",
        update(1),
        update(3).onResponseBody(reset(ErrorCode.INTERNAL_ERROR)),
        update(9));
    assertThat(told.versions()).startsWith(1L, 9L);
    assertThat(told.failures()).containsExactly("stream was reset: INTERNAL_ERROR");
  }

  @Test
  void tellsAConnectionThatEndsInAnAnswer() throws Exception {
    runs(
        "poll@20ms",
        update(1),
        update(2).onResponseStart(new SocketEffect.CloseSocket()),
        update(9));
    assertThat(told.versions()).startsWith(1L, 9L);
    assertThat(told.failures()).hasSize(1);
    assertConnections(2);
  }

  @Test
  void givesUpAnAnswerAndKeepsTheConnection() throws Exception {
    runs("poll@20ms", update(1), update(2).headersDelay(30, TimeUnit.SECONDS), update(9));
    assertThat(told.versions()).startsWith(1L, 9L);
    assertThat(told.failures()).singleElement().asString().contains("timeout");
    assertConnections(1);
  }

  @Test
  void opensAStreamAgainThatWasReset() throws Exception {
    runs("sse", event(1).onResponseEnd(reset(ErrorCode.CANCEL)), event(9));
    assertThat(told.versions()).startsWith(1L, 9L);
    assertThat(told.failures()).first().asString().contains("event stream");
    assertThat(told.all(Recorder.Reconnect.class)).isNotEmpty();
  }

  private void assertConnections(int count) {
    assertThat(told.all(Recorder.Connected.class)).hasSize(count);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(count - 1);
  }

  /** Until version 9 is seen. */
  private void runs(String strategy, MockResponse.Builder... answers) throws Exception {
    for (MockResponse.Builder answer : answers) {
      server.enqueue(answer.build());
    }
    var order =
        new FleetOrder(
            Strategy.parse(strategy), List.of(server.url("/feeds/f").uri()), Duration.ofSeconds(2));
    try (SubscriberFleet fleet = engine.subscribers(order, _ -> told)) {
      assertThat(fleet.connect(ConnectRamp.USUAL)).isEmpty();
      fleet.start(0, new FixedSchedule(System.nanoTime(), INTERVAL));
      told.awaitVersion(9);
      fleet.stop();
    }
  }

  private static SocketEffect reset(ErrorCode why) {
    return new SocketEffect.CloseStream(why.getHttpCode());
  }

  private static MockResponse.Builder update(long version) {
    return new MockResponse.Builder()
        .addHeader("ETag", "\"" + version + "\"")
        .body(new Buffer().write(ScriptedServer.update(version)));
  }

  private static MockResponse.Builder event(long version) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body("data: " + new String(ScriptedServer.update(version), UTF_8) + "\n\n");
  }
}
