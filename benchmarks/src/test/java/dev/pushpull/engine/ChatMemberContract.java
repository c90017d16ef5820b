package dev.pushpull.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.testkit.EngineCase;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a member of a room must do, however it gets its messages, against the real server. */
@Execution(ExecutionMode.CONCURRENT)
abstract class ChatMemberContract {

  private static final long INTERVAL = MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int KEPT = 1_000;

  private static final List<String> STRATEGIES =
      List.of("poll@20ms", "conditional-poll@20ms", "long-poll", "sse", "websocket");

  private final EngineCase of;
  @AutoClose private final RealServer server;
  private final RealServer.Room room;
  private final Recorder told = new Recorder();
  private final Recorder toldOther = new Recorder();

  static Stream<EngineCase> by(Set<EngineFixture> engines) {
    List<EngineFixture> able = engines.stream().filter(EngineFixture::hasMembers).toList();
    return EngineCase.of(able, STRATEGIES, Protocol.H1, Protocol.H1_TLS, Protocol.H2);
  }

  ChatMemberContract(EngineCase of) throws Exception {
    this.of = of;
    server = new RealServer(of.protocol());
    room = server.createRoom("room", KEPT);
  }

  /** Members of that room, each with its listener. */
  private MemberFleet running(RealServer.Room where, Recorder... listeners) throws Exception {
    FleetOrder order = of.order(where.address(), listeners.length);
    MemberFleet members = of.engine().members(order, i -> listeners[i]);
    assertThat(members.connect(ConnectRamp.USUAL)).isEmpty();
    for (int member = 0; member < listeners.length; member++) {
      members.start(member, new FixedSchedule(System.nanoTime(), INTERVAL));
    }
    return members;
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
    try (MemberFleet member = running(room, told)) {
      assertThat(member.connected()).isOne();
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
    try (MemberFleet members = running(room, told, toldOther)) {
      said.forEach(message -> members.send(0, message));
      told.awaitVersion(21);
      toldOther.awaitVersion(21);
      awaitSent(members);
    }
    assertThat(payloads(told)).isEqualTo(said);
    assertThat(payloads(toldOther)).isEqualTo(said);
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void goesOnWhereItWasWhenItWasCutOff() throws Exception {
    try (MemberFleet member = running(room, told)) {
      room.publish("before");
      told.awaitVersion(2);
      int opened = told.all(Recorder.Connected.class).size();
      assertThat(member.cut(0)).isTrue();
      room.publish("meanwhile");
      room.publish("and again");
      told.awaitVersion(4);
      assertThat(told.versions()).isEqualTo(upTo(4));
      assertThat(told.all(Recorder.Connected.class)).hasSize(opened + 1);
      member.send(0, "I am back");
      told.awaitVersion(5);
    }
    assertThat(payloads(told).getLast()).isEqualTo("I am back");
  }

  @Test
  void losesAndDoublesNothingHoweverOftenItIsCutOff() throws Exception {
    var random = new Random(7);
    try (MemberFleet members = running(room, told, toldOther)) {
      for (int i = 1; i <= 60; i++) {
        members.send(0, "a " + i);
        members.send(1, "b " + i);
        if (i % 8 == 0) {
          LockSupport.parkNanos(random.nextInt(3_000_000));
          members.cut(random.nextInt(2));
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
      }
      awaitSent(members);
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

  private static void awaitSent(MemberFleet members) {
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (members.isSending()) {
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
    try (MemberFleet member = running(forgetful, told)) {
      told.awaitVersion(20);
      assertThat(member.connected()).isOne();
    }
    assertThat(told.versions()).isEqualTo(List.of(16L, 17L, 18L, 19L, 20L));
    assertThat(told.failures()).hasSize(1);
    assertThat(told.statuses()).contains(410);
  }

  @Test
  void answersAndBytesAreThoseOfTheServer() throws Exception {
    MemberFleet member = running(room, told);
    for (int i = 1; i <= 5; i++) {
      member.send(0, "message " + i);
      told.awaitVersion(1 + i);
    }
    awaitSent(member);
    member.stop();
    server.quiesce();
    assertThat(member.awaitQuiet(PATIENCE)).isTrue();
    member.close();
    JsonNode counters = server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    assertThat(member.bytes())
        .isEqualTo(of.engine().countsBytes() ? RealServer.bytes(counters) : ByteCounts.ZERO);
    assertThat(told.all(Recorder.Connected.class))
        .hasSize(counters.path("connectionsOpened").intValue())
        .hasSize(of.strategy() instanceof Strategy.WebSocket ? 1 : 2);
    assertThat(told.answers()).isEqualTo(RealServer.answers(counters));
  }
}
