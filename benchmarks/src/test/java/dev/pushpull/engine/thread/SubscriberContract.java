package dev.pushpull.engine.thread;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.schedule.FeedbackSchedule;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.testkit.EngineCase;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What subscribers must do, whatever they are made of, against the real server. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class SubscriberContract {

  private static final long INTERVAL = MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long SEED = 1;

  public static final List<String> STRATEGIES =
      List.of(
          "poll@20ms",
          "conditional-poll@20ms",
          "poll@20ms~50%",
          "conditional-backoff@5ms..20ms",
          "adaptive@5ms..20ms",
          "hinted",
          "long-poll",
          "sse",
          "websocket");

  private final EngineCase of;
  private final boolean stream;
  private final Recorder told = new Recorder();
  @AutoClose private final RealServer server;

  public static Stream<EngineCase> by(Set<EngineFixture> engines, List<String> strategies) {
    return EngineCase.of(engines, strategies, Protocol.values());
  }

  public SubscriberContract(EngineCase of) throws Exception {
    this.of = of;
    server = new RealServer(of.protocol());
    stream = of.strategy().isPush() && !(of.strategy() instanceof Strategy.LongPoll);
  }

  @Test
  void hasTheNewestWhenItIsConnected() throws Exception {
    server.publish();
    Update newest = server.publish();
    try (SubscriberFleet subscriber = subscriber()) {
      assertThat(subscriber.connected()).isZero();
      assertThat(subscriber.connect(ConnectRamp.USUAL)).isEmpty();
      assertThat(told.all(Recorder.Seen.class))
          .singleElement()
          .extracting(Recorder.Seen::update)
          .isEqualTo(newest);
      assertThat(subscriber.connected()).isOne();
      told.await(now -> now.all(Recorder.Connected.class).size() == 1);
    }
  }

  @Test
  void seesEachUpdateAsItWasPublishedAndVersionsRise() throws Exception {
    var published = new ArrayList<Update>();
    try (SubscriberFleet subscriber = running()) {
      for (int i = 0; i < 10; i++) {
        Update update = server.publish();
        published.add(update);
        told.awaitVersion(update.version());
        assertThat(subscriber.connected()).isOne();
      }
    }
    assertThat(told.versions()).isSorted();
    assertThat(told.all(Recorder.Seen.class).stream().map(Recorder.Seen::update).distinct().skip(1))
        .isEqualTo(published);
    assertThat(told.all(Recorder.Seen.class))
        .allMatch(
            seen ->
                seen.observedNanos() + of.engine().clockUncertaintyNanos()
                    > seen.update().publishedAtNanos());
    assertThat(told.failures()).isEmpty();
    assertThat(told.all(Recorder.Connected.class)).hasSize(1);
  }

  @Test
  void answersAndBytesAreThoseOfTheServer() throws Exception {
    SubscriberFleet subscriber = running();
    for (int i = 0; i < 5; i++) {
      told.awaitVersion(server.publish().version());
    }
    subscriber.stop();
    server.quiesce();
    assertThat(subscriber.awaitQuiet(PATIENCE)).isTrue();
    subscriber.close();
    ByteCounts counted = subscriber.bytes();
    assertThat(subscriber.connected()).isZero();
    JsonNode counters = server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    assertThat(counted)
        .isEqualTo(of.engine().countsBytes() ? RealServer.bytes(counters) : ByteCounts.ZERO);
    assertThat(told.versions()).hasSize(counters.path("updatesSent").intValue());
    assertThat(counters.path("aborted").intValue()).isZero();
    assertThat(counters.path("connectionsOpened").intValue()).isEqualTo(1);
    assertThat(told.all(Recorder.Secured.class))
        .hasSize(counters.path("tlsHandshakes").intValue())
        .hasSize(server.carrier().tls().isPresent() ? 1 : 0);
    assertThat(told.answers()).isEqualTo(RealServer.answers(counters));
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void asksForNothingOnceItIsStopped() throws Exception {
    assumeThat(stream).as("a stream asks once").isFalse();
    try (SubscriberFleet subscriber = running()) {
      told.awaitVersion(server.publish().version());
      subscriber.stop();
      server.publish();
      assertThat(subscriber.awaitQuiet(PATIENCE)).isTrue();
      int answers = told.statuses().size();
      server.publish();
      assertThat(server.counters().path("parked").intValue()).isZero();
      assertThat(told.statuses()).hasSize(answers);
    }
  }

  @Test
  void seesNothingAfterItIsClosed() throws Exception {
    SubscriberFleet subscriber = running();
    told.awaitVersion(server.publish().version());
    subscriber.close();
    List<Object> events = told.events();
    server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    server.publish();
    assertThat(told.events()).isEqualTo(events);
    assertThat(subscriber.connected()).isZero();
  }

  @Test
  void tellsOfAServerThatGoesAwayAndComesBackByItself() throws Exception {
    try (SubscriberFleet subscriber = running()) {
      told.awaitVersion(server.publish().version());
      server.restart(5);
      told.awaitVersion(5);
      told.awaitVersion(server.publish().version());
      assertThat(subscriber.connected()).isOne();
      told.await(now -> now.all(Recorder.Connected.class).size() > 1);
      assertThat(told.all(Recorder.Connected.class)).as("%s", told.events()).hasSize(2);
      assertThat(told.failures()).isNotEmpty();
      assertThat(told.all(Recorder.Reconnect.class)).hasSize(1);
    }
  }

  @Test
  void doesNotConnectWhereNobodyListens() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var feed = URI.create(server.carrier().scheme() + "://127.0.0.1:" + port + "/feeds/f");
    try (SubscriberFleet subscriber = subscriber(feed, PATIENCE)) {
      assertThat(subscriber.connect(ConnectRamp.USUAL)).hasSize(1);
      assertThat(subscriber.connected()).isZero();
      assertThat(subscriber.bytes()).isEqualTo(ByteCounts.ZERO);
    }
    assertThat(told.failures()).hasSize(1);
    assertThat(told.events()).hasSize(1);
  }

  @Test
  void doesNotConnectToAFeedThatIsNotThere() throws Exception {
    URI feed = server.address().resolve("/feeds/other");
    boolean seen = !stream || of.engine().seesRefusedStreams();
    try (SubscriberFleet subscriber = subscriber(feed, PATIENCE)) {
      assertThat(subscriber.connect(ConnectRamp.USUAL))
          .singleElement(STRING)
          .contains(seen ? "404" : "");
    }
    assertThat(told.statuses()).isEqualTo(seen ? List.of(404) : List.of());
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws Exception {
    try (var silent = new ScriptedServer((peer, _) -> peer.readToEnd());
        SubscriberFleet subscriber = subscriber(address(silent), Duration.ofMillis(100))) {
      long before = System.nanoTime();
      assertThat(subscriber.connect(ConnectRamp.USUAL)).hasSize(1);
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(3));
    }
    assertThat(told.failures()).hasSize(1);
  }

  @Test
  void honoursAnInterrupt() throws Exception {
    try (var silent = new ScriptedServer((peer, _) -> peer.readToEnd());
        SubscriberFleet subscriber = subscriber(address(silent), PATIENCE)) {
      Thread.currentThread().interrupt();
      long before = System.nanoTime();
      assertThatThrownBy(() -> subscriber.connect(ConnectRamp.USUAL))
          .isInstanceOf(InterruptedException.class);
      assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(2));
    }
  }

  @Test
  void mayBeClosedBeforeItIsConnectedAndTwice() {
    SubscriberFleet subscriber = subscriber();
    subscriber.close();
    subscriber.close();
    assertThat(subscriber.connected()).isZero();
    assertThat(told.events()).isEmpty();
  }

  private URI address(ScriptedServer scripted) {
    return URI.create(scripted.feed().toString().replace("http", server.carrier().scheme()));
  }

  private SubscriberFleet subscriber() {
    return subscriber(server.address(), PATIENCE);
  }

  private SubscriberFleet subscriber(URI feed, Duration timeout) {
    return of.engine().subscribers(of.order(feed, timeout), _ -> told);
  }

  private SubscriberFleet running() throws Exception {
    SubscriberFleet subscriber = subscriber();
    assertThat(subscriber.connect(ConnectRamp.USUAL)).isEmpty();
    subscriber.start(0, schedule());
    return subscriber;
  }

  private PollSchedule schedule() {
    long now = System.nanoTime();
    return switch (of.strategy()) {
      // Its second without a hint would be waited for in every test.
      case Strategy.Poll(Pace.Hinted _, _) -> FeedbackSchedule.hinted(now, INTERVAL, INTERVAL);
      case Strategy.Poll poll -> Schedules.of(poll.pace(), now, SEED);
      default -> new FixedSchedule(now, INTERVAL);
    };
  }
}
