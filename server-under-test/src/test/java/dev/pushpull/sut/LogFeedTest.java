package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a log feed by polls: {@code ?after=}, waiting or not. */
@Timeout(30)
final class LogFeedTest {

  private static final String LOG = "/feeds/log";
  private static final int RETAIN = 10;

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  private final Feed log = fixture.createLog("log", RETAIN);
  @AutoClose private final RawClient client = fixture.connect();

  LogFeedTest() throws Exception {}

  private void publish(int updates) {
    for (int i = 0; i < updates; i++) {
      log.publish("m" + i);
    }
  }

  private static LogPage page(Answer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return LogPage.decode(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Long> versions(LogPage page) {
    return page.updates().stream().map(Update::version).toList();
  }

  @Test
  void aPlainGetAnswersTheNewestUpdateAsOfAnyFeed() throws Exception {
    publish(3);
    Answer answer = client.exchange("GET", LOG);
    assertThat(answer.header("ETag")).isEqualTo("\"4\"");
    assertThat(answer.body()).contains("\"version\":4").doesNotContain("updates");
    assertThat(client.exchange("GET", LOG, "If-None-Match: \"4\"").status()).isEqualTo(304);
  }

  @Test
  void answersAllThatFollowsAVersionInOrder() throws Exception {
    publish(4);
    Answer answer = client.exchange("GET", LOG + "?after=2");
    assertThat(answer.header("ETag")).isEqualTo("\"5\"");
    LogPage page = page(answer);
    assertThat(page.feed()).isEqualTo("log");
    assertThat(page.oldest()).isEqualTo(1);
    assertThat(page.newest()).isEqualTo(5);
    assertThat(versions(page)).containsExactly(3L, 4L, 5L);
    String newest = new String(log.newest().json().array(), StandardCharsets.UTF_8);
    assertThat(answer.body())
        .startsWith("{\"feed\":\"log\",\"oldest\":1,\"newest\":5,\"updates\":[{")
        .endsWith("," + newest + "]}");
    assertThat(versions(page(client.exchange("GET", LOG + "?after=0")))).hasSize(5).isSorted();
    fixture.awaitCounter("updatesSent", 3 + 5);
  }

  @Test
  void answersNothingWhenThereIsNothingNewer() throws Exception {
    publish(2);
    Answer answer = client.exchange("GET", LOG + "?after=3");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(answer.body()).isEmpty();
    Answer tagged = client.exchange("GET", LOG + "?after=1", "If-None-Match: \"3\"");
    assertThat(tagged.status()).isEqualTo(304);
    assertThat(client.exchange("GET", LOG + "?after=1", "If-None-Match: \"2\"").status())
        .isEqualTo(200);
  }

  @Test
  void headAnswersTheSameWithoutTheDocument() throws Exception {
    publish(2);
    int length = client.exchange("GET", LOG + "?after=1").body().length();
    fixture.awaitCounter("updatesSent", 2);
    Answer head = client.exchange("HEAD", LOG + "?after=1", "Prefer: wait=10");
    assertThat(head.header("Content-Length")).isEqualTo("" + length);
    assertThat(head.header("ETag")).isEqualTo("\"3\"");
    Answer same = client.exchange("HEAD", LOG + "?after=3", "Prefer: wait=10");
    assertThat(same.status()).isEqualTo(304);
    assertThat(fixture.counter("updatesSent")).isEqualTo(2);
  }

  @Test
  void whatIsKeptNoLongerIsGone() throws Exception {
    publish(RETAIN + 5); // Versions 7 to 16 are kept.
    Answer gone = client.exchange("GET", LOG + "?after=5");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(gone.header("Cache-Control")).isEqualTo("no-store");
    var problem = new JsonMapper().readTree(gone.body());
    assertThat(problem.get("status").intValue()).isEqualTo(410);
    assertThat(problem.get("oldest").longValue()).isEqualTo(7);
    assertThat(problem.get("detail").textValue()).contains("5", "7");
    LogPage page = page(client.exchange("GET", LOG + "?after=6"));
    assertThat(versions(page)).isEqualTo(LongStream.rangeClosed(7, 16).boxed().toList());
    assertThat(page.oldest()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "after=3, 3",
    "after=-1, -1",
    "after=, ''",
    "after, ''",
    "after=x, x",
    "after=1.0, 1.0",
    "after=%201, ' 1'",
    "after=0x1, 0x1",
    "after=9999999999999999999, 9999999999999999999",
    "after=%D9%A1, ١"
  })
  void refusesWhatIsNoVersionOfIts(String query, String came) throws Exception {
    publish(1);
    for (String[] headers :
        new String[][] {
          {},
          {"Accept: text/event-stream"},
          {"Prefer: wait=10"},
          {
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
          }
        }) {
      Answer answer = client.exchange("GET", LOG + "?" + query, headers);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("after", "0 to 2", "'" + came + "'");
    }
    assertThat(log.listeners()).isZero();
  }

  @Test
  void refusesToBeAskedTwice() throws Exception {
    Answer answer = client.exchange("GET", LOG + "?after=0&after=1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("after", "2 times");
  }

  @Test
  void aValueFeedHasNoLogToReadFromWhateverTheWay() throws Exception {
    for (String header : new String[] {"Accept: */*", "Accept: text/event-stream"}) {
      Answer answer = client.exchange("GET", ServerFixture.PATH + "?after=0", header);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("?after=");
    }
  }

  @Test
  void aLongPollIsHeldUntilThereIsMore() throws Exception {
    publish(1);
    client.request("GET", LOG + "?after=2", "Prefer: wait=10");
    fixture.awaitCounter("parked", 1);
    client.request("GET", LOG + "?after=3"); // Sent while the first one waits.
    log.publish("news");
    Answer answer = client.answer();
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=10");
    assertThat(versions(page(answer))).containsExactly(3L);
    assertThat(client.answer().status()).isEqualTo(304);
    assertThat(fixture.counter("parked")).isZero();
    assertThat(log.listeners()).isZero();
  }

  @Test
  void aLongPollIsAnsweredAtOnceWhenThereIsMore() throws Exception {
    publish(2);
    Answer answer = client.exchange("GET", LOG + "?after=1", "Prefer: wait=10");
    assertThat(versions(page(answer))).containsExactly(2L, 3L);
  }

  @Test
  void aLongPollEndsWithItsWaitOrTheArrivals() throws Exception {
    assertThat(client.exchange("GET", LOG + "?after=1", "Prefer: wait=1").status()).isEqualTo(304);
    client.request("GET", LOG + "?after=1", "Prefer: wait=20");
    fixture.awaitCounter("parked", 1);
    fixture.control("POST", "/quiesce");
    assertThat(client.answer().status()).isEqualTo(304);
    assertThat(fixture.counter("parked")).isZero();
  }

  @Test
  void anAnswerIsBoundedAndTheClientAsksOn() throws Exception {
    Feed big = fixture.createLog("big", 5_000);
    for (int i = 0; i < 2_500; i++) {
      big.publish("x");
    }
    var versions = new ArrayList<Long>();
    int pages = 0;
    for (boolean more = true; more; pages++) {
      long last = versions.isEmpty() ? 0 : versions.getLast();
      Answer answer = client.exchange("GET", "/feeds/big?after=" + last);
      LogPage page = page(answer);
      versions.addAll(versions(page));
      assertThat(answer.header("ETag")).isEqualTo("\"" + versions.getLast() + "\"");
      more = page.hasMore();
    }
    assertThat(pages).isEqualTo(3);
    assertThat(versions).isEqualTo(LongStream.rangeClosed(1, 2_501).boxed().toList());
  }

  @Test
  void anAnswerIsBoundedInBytesButHoldsOneUpdateAtLeast() throws Exception {
    Feed big = fixture.createLog("big", 100);
    for (int i = 0; i < 60; i++) {
      big.publish("x".repeat(60_000));
    }
    Answer answer = client.exchange("GET", "/feeds/big?after=0");
    assertThat(answer.body()).hasSizeBetween(200_000, 263_000);
    assertThat(page(answer).hasMore()).isTrue();
    Answer all = client.exchange("GET", "/feeds/big?after=60");
    assertThat(versions(page(all))).containsExactly(61L);
  }

  @Test
  void keepsAClientsTextByteForByte() throws Exception {
    String text = "höher \"x\" \\ \u0000\u2028 😀 {\"from\":\"a-17\"}\n";
    assertThat(client.post(LOG, text).status()).isEqualTo(201);
    LogPage page = page(client.exchange("GET", LOG + "?after=1"));
    assertThat(page.updates().getFirst().payload()).isEqualTo(text);
    assertThat(page.updates().getFirst()).isEqualTo(log.newest().update());
  }

  @Test
  void isCreatedByControlAndCountsInItsPublishLog() throws Exception {
    String body =
        "{\"feeds\":[{\"name\":\"room\",\"arrivals\":\"none\",\"seed\":1,\"payloadBytes\":0,"
            + "\"kind\":\"log\",\"retain\":3}]}";
    assertThat(fixture.control("POST", "/feeds", body).status()).isEqualTo(201);
    assertThat(fixture.control("POST", "/start", "{\"delayNanos\":0}").status()).isEqualTo(200);
    for (int i = 0; i < 4; i++) {
      client.post("/feeds/room", "m" + i);
    }
    assertThat(page(client.exchange("GET", "/feeds/room?after=2")).oldest()).isEqualTo(3);
    assertThat(fixture.log("room").size()).isEqualTo(5);
  }
}
