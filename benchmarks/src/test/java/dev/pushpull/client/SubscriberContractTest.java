package dev.pushpull.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.client.okhttp.OkHttpStack;
import dev.pushpull.client.socket.RawSocketStack;
import dev.pushpull.schedule.FeedbackSchedule;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy must do on its stack, over each protocol, against the real server. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0} over {1}")
@MethodSource("combinations")
class SubscriberContractTest {

  private static final long INTERVAL = MILLISECONDS.toNanos(20);
  private static final long SEED = 1;

  private final String strategy;
  private final boolean stream;
  private final ClientStack stack;
  private final Recorder told = new Recorder();
  private final RealServer server;

  static Stream<Arguments> combinations() {
    return Stream.of(
            "poll@20ms",
            "conditional-poll@20ms",
            "poll@20ms~50%",
            "conditional-backoff@5ms..20ms",
            "adaptive@5ms..20ms",
            "hinted",
            "long-poll",
            "sse",
            "websocket",
            "raw-websocket")
        .flatMap(
            strategy ->
                Arrays.stream(Protocol.values())
                    .filter(p -> isPossible(StrategyName.parse(strategy), p))
                    .map(protocol -> Arguments.of(strategy, protocol)));
  }

  private static boolean isPossible(StrategyName how, Protocol protocol) {
    return protocol.refusal(how.strategy()).isEmpty()
        && (!how.isFloor() || Engine.SOCKET.refusal(protocol).isEmpty());
  }

  SubscriberContractTest(String strategy, Protocol protocol) throws Exception {
    this.strategy = strategy;
    server = new RealServer(protocol);
    StrategyName how = StrategyName.parse(strategy);
    Strategy parsed = how.strategy();
    stack =
        how.isFloor() ? new RawSocketStack(server.carrier()) : new OkHttpStack(server.carrier());
    stream = parsed.isPush() && !(parsed instanceof Strategy.LongPoll);
  }

  @AfterEach
  void close() {
    stack.close();
    server.close();
  }

  @Test
  void hasTheNewestWhenItIsConnected() throws Exception {
    server.publish();
    Update newest = server.publish();
    try (Subscriber subscriber = subscriber()) {
      assertThat(subscriber.isConnected()).isFalse();
      subscriber.connect();
      assertThat(told.all(Recorder.Seen.class))
          .singleElement()
          .extracting(Recorder.Seen::update)
          .isEqualTo(newest);
      assertThat(subscriber.isConnected()).isTrue();
      assertThat(told.events().getFirst()).isEqualTo(new Recorder.Connected());
    }
  }

  @Test
  void seesEachUpdateAsItWasPublishedAndVersionsRise() throws Exception {
    var published = new ArrayList<Update>();
    try (Subscriber subscriber = running()) {
      for (int i = 0; i < 10; i++) {
        Update update = server.publish();
        published.add(update);
        told.awaitVersion(update.version());
        assertThat(subscriber.isConnected()).isTrue();
      }
    }
    assertThat(told.versions()).isSorted();
    assertThat(told.all(Recorder.Seen.class).stream().map(Recorder.Seen::update).distinct().skip(1))
        .isEqualTo(published);
    assertThat(told.all(Recorder.Seen.class))
        .allMatch(seen -> seen.observedNanos() > seen.update().publishedAtNanos());
    assertThat(told.failures()).isEmpty();
    assertThat(told.all(Recorder.Connected.class)).hasSize(1);
  }

  @Test
  void answersAndBytesAreThoseOfTheServer() throws Exception {
    Subscriber subscriber = running();
    for (int i = 0; i < 5; i++) {
      told.awaitVersion(server.publish().version());
    }
    subscriber.stop();
    server.quiesce();
    assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
    subscriber.close();
    ByteCounts counted = subscriber.bytes();
    assertThat(subscriber.isConnected()).isFalse();
    JsonNode counters = server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    assertThat(counted)
        .isEqualTo(
            new ByteCounts(
                counters.path("bytesReceived").longValue(),
                counters.path("bytesSent").longValue()));
    assertThat(told.versions()).hasSize(counters.path("updatesSent").intValue());
    assertThat(counters.path("aborted").intValue()).isZero();
    assertThat(counters.path("connectionsOpened").intValue()).isEqualTo(1);
    assertThat(told.all(Recorder.Secured.class))
        .hasSize(counters.path("tlsHandshakes").intValue())
        .hasSize(server.carrier().tls().isPresent() ? 1 : 0);
    var statuses = new TreeMap<String, Integer>();
    told.statuses().forEach(status -> statuses.merge(status.toString(), 1, Integer::sum));
    var servers = new TreeMap<String, Integer>();
    counters
        .path("requestsByStatus")
        .properties()
        .forEach(entry -> servers.put(entry.getKey(), entry.getValue().intValue()));
    assertThat(statuses).isEqualTo(servers);
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void asksForNothingOnceItIsStopped() throws Exception {
    assumeThat(stream).as("a stream asks once").isFalse();
    try (Subscriber subscriber = running()) {
      told.awaitVersion(server.publish().version());
      subscriber.stop();
      server.publish();
      assertThat(subscriber.awaitQuiet(SECONDS.toNanos(5))).isTrue();
      int answers = told.statuses().size();
      server.publish();
      assertThat(server.counters().path("parked").intValue()).isZero();
      assertThat(told.statuses()).hasSize(answers);
    }
  }

  @Test
  void seesNothingAfterItIsClosed() throws Exception {
    Subscriber subscriber = running();
    told.awaitVersion(server.publish().version());
    subscriber.close();
    List<Object> events = told.events();
    server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    server.publish();
    assertThat(told.events()).isEqualTo(events);
    assertThat(subscriber.isConnected()).isFalse();
  }

  @Test
  void tellsOfAServerThatGoesAwayAndComesBackByItself() throws Exception {
    try (Subscriber subscriber = running()) {
      told.awaitVersion(server.publish().version());
      server.restart(5);
      told.awaitVersion(5);
      told.awaitVersion(server.publish().version());
      assertThat(subscriber.isConnected()).isTrue();
      assertThat(told.failures()).isNotEmpty();
      assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
      assertThat(told.all(Recorder.Connected.class)).hasSize(2);
    }
  }

  @Test
  void doesNotConnectWhereNobodyListens() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var feed = URI.create(server.carrier().scheme() + "://127.0.0.1:" + port + "/feeds/f");
    try (Subscriber subscriber = stack.subscriber(Orders.order(strategy, feed), told)) {
      assertThatThrownBy(subscriber::connect).isInstanceOf(IOException.class);
      assertThat(subscriber.isConnected()).isFalse();
      assertThat(subscriber.bytes()).isEqualTo(ByteCounts.ZERO);
    }
    assertThat(told.failures()).hasSize(1);
    assertThat(told.events()).hasSize(1);
  }

  @Test
  void doesNotConnectToAFeedThatIsNotThere() throws Exception {
    URI feed = server.address().resolve("/feeds/other");
    try (Subscriber subscriber = stack.subscriber(Orders.order(strategy, feed), told)) {
      assertThatThrownBy(subscriber::connect)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("404");
    }
    assertThat(told.statuses()).containsExactly(404);
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws Exception {
    try (var silent = new ScriptedServer((peer, _) -> peer.readToEnd());
        Subscriber subscriber =
            stack.subscriber(
                Orders.order(strategy, address(silent), Duration.ofMillis(100)), told)) {
      long before = System.nanoTime();
      assertThatThrownBy(subscriber::connect).isInstanceOf(IOException.class);
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(3));
    }
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void honoursAnInterrupt() throws Exception {
    try (var silent = new ScriptedServer((peer, _) -> peer.readToEnd());
        Subscriber subscriber = stack.subscriber(Orders.order(strategy, address(silent)), told)) {
      Thread.currentThread().interrupt();
      long before = System.nanoTime();
      assertThatThrownBy(subscriber::connect).isInstanceOf(InterruptedException.class);
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(2));
    }
  }

  @Test
  void mayBeClosedBeforeItIsConnectedAndTwice() {
    Subscriber subscriber = subscriber();
    subscriber.close();
    subscriber.close();
    assertThat(subscriber.isConnected()).isFalse();
    assertThat(told.events()).isEmpty();
  }

  private URI address(ScriptedServer scripted) {
    return URI.create(scripted.feed().toString().replace("http", server.carrier().scheme()));
  }

  private Subscriber subscriber() {
    return stack.subscriber(Orders.order(strategy, server.address()), told);
  }

  private Subscriber running() throws Exception {
    Subscriber subscriber = subscriber();
    subscriber.connect();
    subscriber.start(schedule());
    return subscriber;
  }

  private PollSchedule schedule() {
    long now = System.nanoTime();
    return switch (StrategyName.parse(strategy).strategy()) {
      // Its second without a hint would be waited for in every test.
      case Strategy.Poll(Pace.Hinted _, _) -> FeedbackSchedule.hinted(now, INTERVAL, INTERVAL);
      case Strategy.Poll poll -> Schedules.of(poll.pace(), now, SEED);
      default -> new FixedSchedule(now, INTERVAL);
    };
  }
}
