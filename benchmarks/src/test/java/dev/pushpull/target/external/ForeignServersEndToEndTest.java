package dev.pushpull.target.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.Preset;
import dev.pushpull.spec.target.Way;
import dev.pushpull.sut.proc.OptionalProgram;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.target.external.TargetCheck.Finding;
import dev.pushpull.target.external.TargetCheck.Verdict;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.ForeignServer;
import dev.pushpull.testkit.ForeignServer.Stamped;
import dev.pushpull.testkit.Recorder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that others wrote, as their target files say how to speak to them. */
class ForeignServersEndToEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PUBLISHES = 60;
  private static final long GAP_MILLIS = 5;
  private static final long POLL_NANOS = 20_000_000;

  /** Every way finds an update, and sees one that is published. */
  private static void check(ForeignServer server, String yaml, EngineFixture engine)
      throws Exception {
    var spec = server.target(yaml);
    List<Finding> found = new ArrayList<>();
    try (var check =
        new TargetCheck(spec, name -> Optional.of("guest"), found::add, engine::makeEach)) {
      check.run(true);
    }
    assertThat(found).allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.OK));
    for (Way.Kind way : spec.publish().isPresent() ? spec.ways().keySet() : Set.<Way.Kind>of()) {
      assertThat(found).anyMatch(each -> each.what().equals("seen by " + way));
    }
  }

  /** The stamps that each client saw, and when. */
  private static final class Seen implements Consumer<Sight> {

    private final Map<Integer, Map<Long, Long>> byClient = new ConcurrentHashMap<>();

    @Override
    public void accept(Sight sight) {
      sight
          .stamp()
          .map(stamp -> new BigDecimal(stamp).longValueExact())
          .ifPresent(
              stamp ->
                  byClient
                      .computeIfAbsent(sight.client(), _ -> new ConcurrentHashMap<>())
                      .putIfAbsent(stamp, sight.observedNanos()));
    }

    Map<Long, Long> of(int client) {
      return byClient.getOrDefault(client, Map.of());
    }

    long first(long stamp) {
      return byClient.values().stream()
          .mapToLong(seen -> seen.getOrDefault(stamp, Long.MAX_VALUE))
          .min()
          .orElse(Long.MAX_VALUE);
    }
  }

  /**
   * All that is published is seen by those who are told of it, and was published within the bounds
   * that are known here.
   *
   * @param isAnsweredLater whether the server answers before it publishes
   */
  private static void publish(
      ForeignServer server, String yaml, EngineFixture engine, boolean isAnsweredLater)
      throws Exception {
    var seen = new Seen();
    var told = new Recorder();
    List<Published> published = new ArrayList<>();
    try (var others = new ExternalServer(server.target(yaml), _ -> Optional.empty(), seen);
        PerClientEngine clients = engine.makeEach(others.carrier());
        var publisher = new Publisher(others)) {
      List<Subscriber> listening = new ArrayList<>();
      for (Way.Kind way : others.spec().ways().keySet()) {
        String strategy = way == Way.Kind.POLL ? "poll@20ms" : way.toString();
        var order =
            new SubscriberOrder(Strategy.parse(strategy), others.feed(0), PATIENCE, PATIENCE);
        Subscriber subscriber = clients.subscriber(order, told);
        listening.add(subscriber);
        subscriber.connect();
        subscriber.start(new FixedSchedule(System.nanoTime(), POLL_NANOS));
      }
      for (int i = 1; i <= PUBLISHES; i++) {
        published.add(publisher.publish(0, i));
        Thread.sleep(GAP_MILLIS);
      }
      told.await(
          _ ->
              IntStream.range(0, listening.size())
                  .allMatch(client -> seen.of(client).containsKey((long) PUBLISHES)));
      listening.forEach(Subscriber::close);
    }
    assertThat(told.failures()).isEmpty();
    assertThat(published).allMatch(Published::accepted);
    var ways = List.copyOf(server.target(yaml).ways().keySet());
    assertThat(ways).contains(Way.Kind.WEBSOCKET);
    for (Way.Kind way : List.of(Way.Kind.SSE, Way.Kind.WEBSOCKET)) {
      if (ways.contains(way)) {
        assertThat(seen.of(ways.indexOf(way)))
            .containsKeys(LongStream.rangeClosed(1, PUBLISHES).boxed().toArray(Long[]::new));
      }
    }
    List<Stamped> log =
        server.published().stream()
            .filter(each -> each.feed().equals("o-17") && each.stamp() > 0)
            .toList();
    assertThat(log).hasSize(PUBLISHES);
    for (Stamped each : log) {
      Published bounds = published.get((int) each.stamp() - 1);
      long answered = isAnsweredLater ? Long.MAX_VALUE : bounds.answeredNanos();
      assertThat(each.atNanos())
          .isBetween(bounds.sentNanos(), Math.min(answered, seen.first(each.stamp())));
    }
  }

  @Nested
  @Needs(OptionalProgram.NODE)
  class Node {

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void expressPublishesWithinItsBounds(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.express()) {
        publish(server, ForeignServer.file("orders.yaml"), engine, false);
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void socketIoPublishesWithinItsBounds(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.socketIo()) {
        publish(server, Preset.SOCKET_IO.example(), engine, true);
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void graphqlPublishesWithinItsBounds(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.graphqlWs()) {
        publish(server, Preset.GRAPHQL_TRANSPORT_WS.example(), engine, false);
      }
    }

    /** Target files of the guide, of the presets and of the tests. */
    @ParameterizedTest
    @CsvSource({
      "OKHTTP, express, jobs.yaml",
      "NETTY, express, jobs.yaml",
      "OKHTTP, express, positions.yaml",
      "NETTY, express, positions.yaml",
      "OKHTTP, express, orders",
      "NETTY, express, orders",
      "OKHTTP, socket-io, rooms.yaml",
      "NETTY, socket-io, socket.io",
      "OKHTTP, graphql-ws, subscriptions.yaml",
      "NETTY, graphql-ws, graphql-transport-ws",
    })
    void isUnderstood(EngineFixture engine, String kind, String file) throws Exception {
      String yaml =
          file.endsWith(".yaml")
              ? ForeignServer.shown(file)
              : file.equals("orders")
                  ? ForeignServer.file("orders.yaml")
                  : Preset.parse(file).example();
      try (var server =
          switch (kind) {
            case "express" -> ForeignServer.express();
            case "socket-io" -> ForeignServer.socketIo();
            default -> ForeignServer.graphqlWs();
          }) {
        check(server, yaml, engine);
      }
    }
  }

  @Nested
  @Needs(OptionalProgram.MOSQUITTO)
  class Mosquitto {

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void mqtt(EngineFixture engine) throws Exception {
      try (var server = ForeignServer.mosquitto()) {
        check(server, Preset.MQTT.example(), engine);
      }
    }
  }

  @Nested
  @Needs(OptionalProgram.RABBITMQ)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class RabbitMq {

    private ForeignServer server;

    @BeforeAll
    void start() throws Exception {
      server = ForeignServer.rabbitMq();
    }

    @AfterAll
    void stop() {
      server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OKHTTP", "NETTY"})
    void stomp(EngineFixture engine) throws Exception {
      check(server, Preset.STOMP.example(), engine);
    }
  }
}
