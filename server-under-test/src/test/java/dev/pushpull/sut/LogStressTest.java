package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.http.DataLimits;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.RawClient.Frame;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.sut.wire.UpdateJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several senders publish to one log feed by POST and by frames while others listen by every way,
 * each cut off and resumed at random. Everyone must get every message once and in order.
 */
@Timeout(120)
final class LogStressTest {

  private static final String LOG = "/feeds/log";
  private static final int MESSAGES = 10_000;
  private static final int SENDERS = 4;
  private static final int LISTENERS_OF_EACH_WAY = 2;
  private static final int MAX_UNTIL_CUT = 400;
  private static final DataLimits LIMITS =
      new DataLimits(
          Duration.ofSeconds(20),
          100,
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          1_000_000,
          true);

  /** Begins to listen after a version, and hands on up to {@code most} updates; then is cut off. */
  private interface Way {
    void listen(RawClient client, Inbox inbox, int most) throws Exception;
  }

  /** What one listener got, checked as it comes. */
  private static final class Inbox {
    private final List<String> payloads = new ArrayList<>();
    private long last = 1;

    void take(Update update) {
      assertThat(update.version()).isEqualTo(last + 1);
      last = update.version();
      payloads.add(update.payload());
    }

    void take(String document) throws Exception {
      take(UpdateJson.decode(document.getBytes(StandardCharsets.UTF_8)));
    }

    boolean isFull() {
      return payloads.size() >= MESSAGES;
    }
  }

  @Test
  void nothingIsLostDoubledOrReordered() throws Exception {
    try (var fixture = new ServerFixture(Configs.withDataLimits(ServerConfig.defaults(), LIMITS));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Feed log = fixture.createLog("log", MESSAGES + 1);
      var inboxes = new ArrayList<Future<Inbox>>();
      for (int i = 0; i < LISTENERS_OF_EACH_WAY; i++) {
        inboxes.add(threads.submit(listener(fixture, 10 + i, LogStressTest::webSocket)));
        inboxes.add(threads.submit(listener(fixture, 20 + i, LogStressTest::events)));
        inboxes.add(threads.submit(listener(fixture, 30 + i, LogStressTest::longPolls)));
      }
      var senders = new ArrayList<Future<Void>>();
      for (int i = 0; i < SENDERS; i++) {
        String name = "s" + i;
        boolean posts = i % 2 == 0;
        senders.add(threads.submit(() -> posts ? byPost(fixture, name) : byFrames(fixture, name)));
      }
      for (Future<Void> sender : senders) {
        sender.get();
      }
      List<String> first = inboxes.getFirst().get().payloads;
      checkSenders(first);
      for (Future<Inbox> inbox : inboxes) {
        assertThat(inbox.get().payloads).isEqualTo(first);
      }
      checkNothingLeaks(fixture, log);
    }
  }

  private static Callable<Inbox> listener(ServerFixture fixture, long seed, Way way) {
    return () -> {
      var random = new Random(seed);
      var inbox = new Inbox();
      while (!inbox.isFull()) {
        try (var client = fixture.connect()) {
          way.listen(client, inbox, 1 + random.nextInt(MAX_UNTIL_CUT));
        }
      }
      return inbox;
    };
  }

  private static void webSocket(RawClient client, Inbox inbox, int most) throws Exception {
    client.upgrade(LOG + "?after=" + inbox.last);
    for (int i = 0; i < most && !inbox.isFull(); i++) {
      Frame frame = client.frame();
      assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
      inbox.take(frame.payload());
    }
  }

  private static void events(RawClient client, Inbox inbox, int most) throws Exception {
    Answer head =
        client.exchange(
            "GET", LOG + "?after=0", "Accept: text/event-stream", "Last-Event-ID: " + inbox.last);
    assertThat(head.status()).isEqualTo(200);
    var unread = new StringBuilder();
    for (int i = 0; i < most && !inbox.isFull(); ) {
      unread.append(client.chunk());
      for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
        String event = unread.substring(0, end);
        unread.delete(0, end + 2);
        if (!event.equals(":")) {
          inbox.take(event.substring(event.indexOf('{')));
          i++;
        }
      }
    }
  }

  /** Now and then the poll is cut off while it waits, or before its answer is read. */
  private static void longPolls(RawClient client, Inbox inbox, int most) throws Exception {
    for (int i = 0; i < most && !inbox.isFull(); i++) {
      client.request("GET", LOG + "?after=" + inbox.last, "Prefer: wait=10");
      if (i == most - 1) {
        return;
      }
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(200);
      LogPage page = LogPage.decode(answer.body().getBytes(StandardCharsets.UTF_8));
      page.updates().forEach(inbox::take);
    }
  }

  private static Void byPost(ServerFixture fixture, String name) throws Exception {
    try (var client = fixture.connect()) {
      for (int i = 0; i < MESSAGES / SENDERS; i++) {
        assertThat(client.post(LOG, name + " " + i).status()).isEqualTo(201);
      }
    }
    return null;
  }

  /** Waits for the echo of each message, so that it reads all and falls not behind. */
  private static Void byFrames(ServerFixture fixture, String name) throws Exception {
    try (var client = fixture.connect().upgrade(LOG)) {
      for (int i = 0; i < MESSAGES / SENDERS; i++) {
        client.sendText(name + " " + i);
        String own = "\"payload\":\"" + name + " " + i + "\"";
        Frame frame = client.frame();
        while (!frame.payload().contains(own)) {
          assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
          frame = client.frame();
        }
      }
    }
    return null;
  }

  /** Each sender's messages are there once, in the order of sending. */
  private static void checkSenders(List<String> payloads) {
    Map<String, Integer> next = new HashMap<>();
    for (String payload : payloads) {
      String[] parts = payload.split(" ", -1);
      int expected = next.getOrDefault(parts[0], 0);
      assertThat(Integer.parseInt(parts[1])).as(parts[0]).isEqualTo(expected);
      next.put(parts[0], expected + 1);
    }
    assertThat(next).hasSize(SENDERS);
    assertThat(next.values()).containsOnly(MESSAGES / SENDERS);
  }

  private static void checkNothingLeaks(ServerFixture fixture, Feed log) throws Exception {
    Await.until("nobody listens", () -> log.listeners() == 0);
    fixture.awaitCounter("parked", 0);
    fixture.awaitCounter("openConnections", 0);
    assertThat(fixture.counter("published")).isEqualTo(MESSAGES);
    assertThat(fixture.counter("conflated")).isZero();
    assertThat(fixture.counter("closedBehind")).isZero();
    long heard = (long) MESSAGES * 3 * LISTENERS_OF_EACH_WAY;
    assertThat(fixture.counter("updatesSent")).isGreaterThan(heard);
  }
}
