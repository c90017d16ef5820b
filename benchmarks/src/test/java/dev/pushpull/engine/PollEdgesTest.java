package dev.pushpull.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Orders;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class PollEdgesTest {

  private static final long INTERVAL = MILLISECONDS.toNanos(20);

  @AutoClose private final MockWebServer server = new MockWebServer();
  @AutoClose private final PerClientEngine stack;
  private final Recorder told = new Recorder();
  private final Set<String> headers; // of a plain poll

  PollEdgesTest(EngineFixture engine) {
    stack = engine.makeEach();
    headers =
        engine == EngineFixture.OKHTTP
            ? Set.of("Host", "Connection", "User-Agent", "Accept-Encoding")
            : Set.of("Host", "User-Agent");
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(update(1).build());
  }

  @Test
  void saysWhatItIsAndNothingMore() throws Exception {
    try (Subscriber subscriber = connect("poll@20ms")) {
      RecordedRequest first = server.takeRequest();
      assertThat(first.getHeaders().names()).isEqualTo(headers);
      assertThat(first.getHeaders().get("User-Agent")).isEqualTo("pushpull");
      assertThat(first.getHeaders().get("Accept-Encoding"))
          .isEqualTo(headers.contains("Accept-Encoding") ? "identity" : null);
      assertThat(subscriber.isConnected()).isTrue();
    }
    assertThat(told.versions()).containsExactly(1L);
    assertThat(told.all(Exchange.class))
        .singleElement()
        .satisfies(
            exchange -> {
              assertThat(exchange.kind()).isEqualTo(Exchange.Kind.CONNECT);
              assertThat(exchange.dueNanos()).isEqualTo(exchange.startedNanos());
            });
    assertThat(told.events().getLast()).isInstanceOf(Exchange.class);
  }

  @Test
  void asksConditionallyWithTheHighestVersionItSaw() throws Exception {
    enqueue(update(7), update(3), status(304));
    try (Subscriber subscriber = polling("conditional-poll@20ms")) {
      told.await(now -> now.statuses().contains(304));
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
      server.takeRequest();
      assertThat(ifNoneMatch(3)).containsExactly("\"1\"", "\"7\"", "\"7\"");
    }
    assertThat(told.versions()).containsExactly(1L, 7L, 3L);
    assertThat(told.failures()).isEmpty();
  }

  /** Whatever it looks like: it is the server's, and not for the client to make. */
  @Test
  void sendsBackTheValidatorThatTheServerSent() throws Exception {
    enqueue(
        update(2).setHeader("ETag", "W/\"a1,b\""),
        status(304),
        update(3).removeHeader("ETag"),
        update(4));
    try (Subscriber subscriber = polling("conditional-poll@20ms")) {
      told.awaitVersion(4);
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
      server.takeRequest();
      assertThat(ifNoneMatch(4)).containsExactly("\"1\"", "W/\"a1,b\"", "W/\"a1,b\"", null);
    }
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void tellsAStatusItDidNotAskForAndPollsOnOverTheSameConnection() throws Exception {
    enqueue(status(500).body("broken"), status(304), status(503).addHeader("Retry-After", "0"));
    enqueue(update(2));
    poll("poll@20ms", 2);
    assertThat(told.statuses()).startsWith(200, 500, 304, 503, 200);
    assertThat(told.failures())
        .startsWith("unexpected status 500", "unexpected status 304", "unexpected status 503");
    assertThat(told.all(Recorder.Connected.class)).hasSize(1);
    assertThat(told.all(Recorder.Reconnect.class)).isEmpty();
  }

  @Test
  void followsNoRedirect() throws Exception {
    enqueue(status(302).addHeader("Location", "/elsewhere"), update(2));
    poll("poll@20ms", 2);
    assertThat(told.statuses()).startsWith(200, 302, 200);
  }

  @Test
  void tellsGarbageAndPollsOn() throws Exception {
    enqueue(status(200).body("<html>"), status(200).body("{}"), update(2));
    poll("poll@20ms", 2);
    assertThat(told.failures())
        .hasSize(2)
        .allMatch(text -> text.startsWith("invalid JSON of an update"));
    assertThat(told.statuses()).startsWith(200, 200, 200, 200);
    assertThat(told.all(Recorder.Connected.class)).hasSize(1);
  }

  @Test
  void tellsABodyThatIsCutOffAndConnectsAgainOnlyAtTheNextTick() throws Exception {
    enqueue(update(2).onResponseBody(new SocketEffect.CloseSocket()), update(3));
    poll("poll@20ms", 3);
    assertThat(told.versions()).containsExactly(1L, 3L);
    assertThat(told.failures()).hasSize(1);
    assertThat(told.all(Recorder.Connected.class)).hasSize(2);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  @Test
  void tellsAConnectionThatIsClosedUnanswered() throws Exception {
    enqueue(update(2).onResponseStart(new SocketEffect.CloseSocket()), update(3));
    poll("poll@20ms", 3);
    assertThat(told.failures()).hasSize(1);
    assertThat(told.all(Recorder.Connected.class)).hasSize(2);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  @Test
  void countsAConnectionThatTheServerKeepsOpenForOneAnswerOnlyAsLost() throws Exception {
    enqueue(update(2).addHeader("Connection", "close"), update(3));
    poll("poll@20ms", 3);
    assertThat(told.failures()).isEmpty();
    assertThat(told.all(Recorder.Connected.class)).hasSize(2);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
  }

  @Test
  void givesUpOnAnAnswerAfterTheTimeout() throws Exception {
    enqueue(update(2).headersDelay(30, SECONDS), update(3));
    try (Subscriber subscriber = connect("poll@20ms", Duration.ofMillis(150))) {
      long first = System.nanoTime();
      subscriber.start(new FixedSchedule(first, INTERVAL));
      told.await(now -> now.statuses().size() == 2);
      assertThat(told.versions()).containsExactly(1L, 3L);
      assertThat(told.failures()).singleElement().asString().contains("timeout");
      assertThat(polls().getFirst().dueNanos() - first).isGreaterThanOrEqualTo(7 * INTERVAL);
    }
  }

  @Test
  void keepsTheScheduleAndLeavesMissedTicksToTheNextPoll() throws Exception {
    enqueue(update(2), update(3).headersDelay(130, MILLISECONDS));
    for (int version = 4; version < 100; version++) {
      enqueue(update(version));
    }
    try (Subscriber subscriber = connect("poll@20ms")) {
      long first = System.nanoTime() + INTERVAL;
      var schedule = new FixedSchedule(first, INTERVAL);
      subscriber.start(schedule);
      told.awaitVersion(8);
      subscriber.stop();
      assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
      List<Exchange> polls = polls();
      assertThat(polls).allMatch(poll -> (poll.dueNanos() - first) % INTERVAL == 0);
      assertThat(polls).allMatch(poll -> poll.startedNanos() >= poll.dueNanos());
      long slow = polls.get(1).completedNanos();
      assertThat(polls.get(2).dueNanos()).isBetween(slow, slow + INTERVAL);
      assertThat(schedule.missedTicks()).isGreaterThanOrEqualTo(6);
      long ticks = (polls.getLast().dueNanos() - first) / INTERVAL + 1;
      assertThat(polls.size()).isEqualTo(server.getRequestCount() - 1);
      assertThat(ticks - polls.size()).isLessThanOrEqualTo(schedule.missedTicks());
      assertThat(polls).isSortedAccordingTo((a, b) -> Long.signum(a.dueNanos() - b.dueNanos()));
    }
  }

  @Test
  void sendsNothingOnceItIsQuiet() throws Exception {
    for (int version = 2; version < 200; version++) {
      enqueue(update(version));
    }
    Subscriber subscriber = polling("poll@20ms");
    told.awaitVersion(3);
    subscriber.stop();
    assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
    assertThat(told.statuses()).hasSize(server.getRequestCount());
    assertThat(subscriber.isConnected()).isTrue();
    subscriber.close();
    assertThat(subscriber.isConnected()).isFalse();
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void breaksOffAPollInFlightWhenClosedAndTellsNothingOfIt() throws Exception {
    enqueue(update(2).headersDelay(30, SECONDS));
    Subscriber subscriber = polling("poll@20ms");
    server.takeRequest();
    server.takeRequest();
    long before = System.nanoTime();
    subscriber.close();
    assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(4));
    assertThat(told.versions()).containsExactly(1L);
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void doesNotConnectWithoutAnUpdate() throws Exception {
    server.takeRequest(0, SECONDS);
    try (Subscriber subscriber = connect("poll@20ms")) {
      assertThat(subscriber.isConnected()).isTrue();
    }
    enqueue(status(404));
    assertThatThrownBy(() -> connect("poll@20ms"))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot connect: unexpected status 404");
    assertThat(told.failures()).containsExactly("unexpected status 404");
  }

  @Test
  void saysWhereNobodyListens() {
    var feed = server.url("/feeds/f").uri();
    server.close();
    assertThatThrownBy(() -> stack.subscriber(Orders.order("poll@20ms", feed), told).connect())
        .isInstanceOf(IOException.class)
        .hasMessageMatching("cannot connect: Failed to connect to \\S+:" + feed.getPort());
    assertThat(told.failures()).hasSize(1);
  }

  private Subscriber connect(String strategy) throws Exception {
    return connect(strategy, Duration.ofSeconds(5));
  }

  private Subscriber connect(String strategy, Duration timeout) throws Exception {
    Subscriber subscriber =
        stack.subscriber(Orders.order(strategy, server.url("/feeds/f").uri(), timeout), told);
    subscriber.connect();
    return subscriber;
  }

  private Subscriber polling(String strategy) throws Exception {
    Subscriber subscriber = connect(strategy);
    subscriber.start(new FixedSchedule(System.nanoTime(), INTERVAL));
    return subscriber;
  }

  /** Polls until the version is seen. */
  private void poll(String strategy, long version) throws Exception {
    try (Subscriber subscriber = polling(strategy)) {
      told.await(
          now -> now.events().getLast() instanceof Exchange && now.versions().contains(version));
      subscriber.stop();
    }
  }

  private List<Exchange> polls() {
    return told.all(Exchange.class).stream()
        .filter(exchange -> exchange.kind() == Exchange.Kind.POLL)
        .toList();
  }

  private List<@Nullable String> ifNoneMatch(int requests) throws InterruptedException {
    var values = new ArrayList<@Nullable String>();
    for (int i = 0; i < requests; i++) {
      values.add(server.takeRequest().getHeaders().get("If-None-Match"));
    }
    return values;
  }

  private void enqueue(MockResponse.Builder... answers) {
    for (MockResponse.Builder answer : answers) {
      server.enqueue(answer.build());
    }
  }

  private static MockResponse.Builder status(int status) {
    return new MockResponse.Builder().code(status);
  }

  private static MockResponse.Builder update(long version) {
    return status(200)
        .addHeader("ETag", "\"" + version + "\"")
        .body(new Buffer().write(ScriptedServer.update(version)));
  }
}
