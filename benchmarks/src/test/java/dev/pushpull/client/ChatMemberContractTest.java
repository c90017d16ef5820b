package dev.pushpull.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.client.okhttp.OkHttpStack;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.Update;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a member of a room must do, however it gets its messages, against the real server. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0} over {1}")
@MethodSource("combinations")
class ChatMemberContractTest {

  private static final long INTERVAL = MILLISECONDS.toNanos(20);
  private static final int KEPT = 1_000;

  private final String strategy;
  private final RealServer server;
  private final RealServer.Room room;
  private final OkHttpStack stack;
  private final Recorder told = new Recorder();
  private final Recorder toldOther = new Recorder();

  static Stream<Arguments> combinations() {
    return Stream.of("poll@20ms", "conditional-poll@20ms", "long-poll", "sse", "websocket")
        .flatMap(
            strategy ->
                Stream.of(Protocol.H1, Protocol.H1_TLS, Protocol.H2)
                    .filter(p -> p.refusal(Strategy.parse(strategy)).isEmpty())
                    .map(protocol -> Arguments.of(strategy, protocol)));
  }

  ChatMemberContractTest(String strategy, Protocol protocol) throws Exception {
    this.strategy = strategy;
    server = new RealServer(protocol);
    room = server.createRoom("room", KEPT);
    stack = new OkHttpStack(server.carrier());
  }

  @AfterEach
  void close() {
    stack.close();
    server.close();
  }

  private ChatMember running(RealServer.Room where, Recorder listener) throws Exception {
    var order =
        new SubscriberOrder(
            Strategy.parse(strategy),
            where.address(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            FeedKind.LOG,
            Optional.empty());
    ChatMember member = stack.chatMember(order, listener);
    member.connect();
    member.start(new FixedSchedule(System.nanoTime(), INTERVAL));
    return member;
  }

  private static List<String> payloads(Recorder told) {
    return told.all(Recorder.Seen.class).stream()
        .map(Recorder.Seen::update)
        .filter(update -> update.version() > 1)
        .map(Update::payload)
        .toList();
  }

  private static List<Long> upTo(long version) {
    return LongStream.rangeClosed(1, version).boxed().toList();
  }

  @Test
  void getsAllThatWasSaidFromTheBeginning() throws Exception {
    for (int i = 2; i <= 6; i++) {
      room.publish("before " + i);
    }
    try (ChatMember member = running(room, told)) {
      assertThat(member.isConnected()).isTrue();
      told.awaitVersion(6);
      room.publish("after");
      told.awaitVersion(7);
    }
    assertThat(told.versions()).isEqualTo(upTo(7));
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void whatItSaysEveryoneGetsOnceAndInOrder() throws Exception {
    List<String> said = IntStream.rangeClosed(1, 20).mapToObj(i -> "message " + i).toList();
    try (ChatMember member = running(room, told);
        ChatMember other = running(room, toldOther)) {
      said.forEach(member::send);
      told.awaitVersion(21);
      toldOther.awaitVersion(21);
      awaitSent(member);
      assertThat(other.isSending()).isFalse();
    }
    assertThat(payloads(told)).isEqualTo(said);
    assertThat(payloads(toldOther)).isEqualTo(said);
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void goesOnWhereItWasWhenItWasCutOff() throws Exception {
    try (ChatMember member = running(room, told)) {
      room.publish("before");
      told.awaitVersion(2);
      int opened = told.all(Recorder.Connected.class).size();
      assertThat(member.cut()).isTrue();
      room.publish("meanwhile");
      room.publish("and again");
      told.awaitVersion(4);
      assertThat(told.versions()).isEqualTo(upTo(4));
      assertThat(told.all(Recorder.Connected.class)).hasSize(opened + 1);
      member.send("I am back");
      told.awaitVersion(5);
    }
    assertThat(payloads(told).getLast()).isEqualTo("I am back");
  }

  @Test
  void losesAndDoublesNothingHoweverOftenItIsCutOff() throws Exception {
    var random = new Random(7);
    try (ChatMember member = running(room, told);
        ChatMember other = running(room, toldOther)) {
      for (int i = 1; i <= 60; i++) {
        member.send("a " + i);
        other.send("b " + i);
        if (i % 8 == 0) {
          LockSupport.parkNanos(random.nextInt(3_000_000));
          (random.nextBoolean() ? member : other).cut();
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
      }
      awaitSent(member);
      awaitSent(other);
      told.awaitVersion(121);
      toldOther.awaitVersion(121);
    }
    assertThat(room.feed().newest().version()).isEqualTo(121);
    for (Recorder each : List.of(told, toldOther)) {
      assertThat(each.versions()).isEqualTo(upTo(121));
      for (String sender : List.of("a ", "b ")) {
        assertThat(payloads(each).stream().filter(said -> said.startsWith(sender)))
            .isEqualTo(IntStream.rangeClosed(1, 60).mapToObj(i -> sender + i).toList());
      }
    }
  }

  private static void awaitSent(ChatMember member) {
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (member.isSending()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void goesOnFromTheOldestKeptWhereItCannotGoOnFromItsLast() throws Exception {
    RealServer.Room forgetful = server.createRoom("forgetful", 5);
    for (int i = 2; i <= 20; i++) {
      forgetful.publish("message " + i);
    }
    try (ChatMember member = running(forgetful, told)) {
      told.awaitVersion(20);
      assertThat(member.isConnected()).isTrue();
    }
    assertThat(told.versions()).isEqualTo(List.of(16L, 17L, 18L, 19L, 20L));
    assertThat(told.failures()).hasSize(1);
    assertThat(told.statuses()).contains(410);
  }

  @Test
  void answersAndBytesAreThoseOfTheServer() throws Exception {
    ChatMember member = running(room, told);
    for (int i = 1; i <= 5; i++) {
      member.send("message " + i);
      told.awaitVersion(1 + i);
    }
    awaitSent(member);
    member.stop();
    server.quiesce();
    assertThat(member.awaitQuiet(SECONDS.toNanos(5))).isTrue();
    member.close();
    JsonNode counters = server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    assertThat(member.bytes())
        .isEqualTo(
            new ByteCounts(
                counters.path("bytesReceived").longValue(),
                counters.path("bytesSent").longValue()));
    assertThat(told.all(Recorder.Connected.class))
        .hasSize(counters.path("connectionsOpened").intValue())
        .hasSize(strategy.equals("websocket") ? 1 : 2);
    long answers = 0;
    for (JsonNode count : counters.path("requestsByStatus")) {
      answers += count.longValue();
    }
    assertThat(told.statuses()).hasSize((int) answers);
  }
}
