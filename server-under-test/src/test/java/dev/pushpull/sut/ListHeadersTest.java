package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are lists, over several lines and with several elements; {@code |} ends a line. */
@Timeout(30)
final class ListHeadersTest {

  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String UPGRADE = "Connection: Upgrade|Upgrade: websocket|";

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  ListHeadersTest() throws Exception {}

  private static String[] lines(String headers) {
    return headers.split("\\|", -1);
  }

  private Answer get(String headers) throws Exception {
    return client.exchange("GET", PATH, lines(headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Prefer: respond-async|Prefer: wait=1",
        "Prefer: respond-async, wait=1",
        "Prefer: x=\"a, wait=9\", wait=1",
        "Prefer: return=minimal;wait=9|Prefer: WAIT = \"1\"; x",
        "Prefer: wait=1, wait=9",
        "Prefer: wait=1|Prefer: wait=9"
      })
  void aLongPollIsHeldByAWaitOnAnyLine(String prefer) throws Exception {
    long start = System.nanoTime();
    Answer answer = get("If-None-Match: \"1\"|" + prefer);
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
  }

  @Test
  void onlyTheFirstWaitCounts() throws Exception {
    Answer answer = get("If-None-Match: \"1\"|Prefer: wait=soon|Prefer: wait=9");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("Preference-Applied")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiter = '>',
      value = {
        "If-None-Match: \"x\"|If-None-Match: \"1\" > 304",
        "If-None-Match: W/\"x\"|If-None-Match: \"y\", W/\"1\" > 304",
        "If-None-Match: \"a,b\"|If-None-Match: \"1\" > 304",
        "If-None-Match: \"a|If-None-Match: \"1\" > 400",
        "If-None-Match: \"x\"|If-None-Match: \"y\" > 200",
        "If-None-Match: *|If-None-Match: \"1\" > 400",
        "If-None-Match: |If-None-Match: \"1\" > 304"
      })
  void aCurrentCopyIsKnownByATagOnAnyLine(String headers, int status) throws Exception {
    assertThat(get(headers).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiter = '>',
      value = {
        "Accept: text/html|Accept: text/event-stream > text/event-stream",
        "Accept: text/html, text/event-stream > text/event-stream",
        "Accept: text/event-stream;q=0.1|Accept: application/json > application/json",
        "Accept: text/event-stream;q=0|Accept: */* > application/json",
        "Accept: text/html;x=\"a,text/event-stream\"|Accept: application/* > application/json",
        "Accept: application/json;q=-1, text/event-stream;q=0.1 > text/event-stream",
        "Accept: application/json;q=NaN, */*;q=0.1 > application/problem+json",
        "Accept: text/html|Accept: image/png > application/problem+json",
        "Accept: > application/json",
        "Accept: |Accept: > application/json",
        "Accept: , > application/json",
        "Accept: |Accept: text/event-stream > text/event-stream"
      })
  void theFormIsChosenFromAllLines(String headers, String type) throws Exception {
    client.request("HEAD", PATH, lines(headers));
    assertThat(client.headAnswer().header("Content-Type")).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: keep-alive|Connection: Upgrade|Upgrade: websocket",
        "Connection: keep-alive, upgrade|Upgrade: h2c, WebSocket",
        "Connection: Upgrade|Upgrade: h2c|Upgrade: websocket",
        "Connection: ,UPGRADE,|Upgrade: ,websocket"
      })
  void upgradesByElementsOnAnyLine(String headers) throws Exception {
    assertThat(get(headers + "|Sec-WebSocket-Version: 13|" + KEY).status()).isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Sec-WebSocket-Version: 8, 13 > 101",
        "Sec-WebSocket-Version: 8|Sec-WebSocket-Version: 13 > 101",
        "Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 13 > 101",
        "Sec-WebSocket-Version: 8 > 426",
        "Sec-WebSocket-Version: 130 > 426",
        "X-Version: 13 > 426"
      })
  void theVersionIsLookedForInAllLines(String version, int status) throws Exception {
    assertThat(get(UPGRADE + version + "|" + KEY).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Connection: no-upgrade|Upgrade: websocket > 400 > Connection must include Upgrade",
        "Connection: upgrades|Upgrade: websocket > 400 > Connection must include Upgrade",
        "Connection: Upgrade|Upgrade: websocket2 > 200 > published",
        "Connection: Upgrade|Upgrade: no-websocket > 200 > published",
        "Connection: Upgrade|Upgrade: websocket/13 > 200 > published"
      })
  void aPartOfAnElementIsNone(String headers, int status, String body) throws Exception {
    Answer answer = get(headers + "|Sec-WebSocket-Version: 13|" + KEY);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
  }

  @Test
  void aKeyMustNotComeTwice() throws Exception {
    for (String keys : new String[] {KEY + "|" + KEY, KEY + ", dGhlIHNhbXBsZSBub25jZQ=="}) {
      Answer answer = get(UPGRADE + "Sec-WebSocket-Version: 13|" + keys);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("Sec-WebSocket-Key must be");
    }
  }

  @Test
  void http10UpgradesNothing() throws Exception {
    for (String connection : new String[] {"", "Connection: keep-alive\r\n"}) {
      try (var old = fixture.connect()) {
        String headers = (UPGRADE + "Sec-WebSocket-Version: 13|" + KEY).replace("|", "\r\n");
        old.send("GET " + PATH + " HTTP/1.0\r\nHost: h\r\n" + connection + headers + "\r\n\r\n");
        Answer answer = old.answer();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a WebSocket requires HTTP/1.1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "Connection: keep-alive, close",
        "Connection: keep-alive|Connection: CLOSE",
        "Connection: close|Connection: keep-alive"
      })
  void closesWhereverItIsAskedTo(String headers) throws Exception {
    Answer answer = get(headers);
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(client.readToEnd()).isZero();
  }

  @Test
  void goesOnWhereItIsNotAskedToClose() throws Exception {
    assertThat(get("Connection: keep-alive, x-close|Connection: not-close").status())
        .isEqualTo(200);
    assertThat(get("Accept: */*").status()).isEqualTo(200);
  }

  @Test
  void aLastEventMustNotComeTwice() throws Exception {
    fixture.createLog("log", 10);
    String[] headers = lines("Accept: text/event-stream|Last-Event-ID: 0|Last-Event-ID: 1");
    Answer answer = client.exchange("GET", "/feeds/log", headers);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Last-Event-ID must be given once");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiter = '>',
      value = {
        "Content-Type: text/plain; charset=UTF8 > 201",
        "Content-Type: text/plain;charset=\"utf-8\" > 201",
        "Content-Type: text/plain; x=\"a;b\"; Charset=Utf-8 > 201",
        "Content-Type: text/plain; charset=utf-16 > 415",
        "Content-Type: text/plain; charset=none > 415",
        "Content-Type: text/plain; charset= > 415",
        "Content-Type: text/plain|Content-Type: text/plain > 415",
        "Content-Encoding: identity > 201",
        "Content-Encoding: identity|Content-Encoding: gzip > 415"
      })
  void theCharsetIsReadByAnyOfItsNames(String headers, int status) throws Exception {
    String[] all =
        Stream.concat(Arrays.stream(lines(headers)), Stream.of("X: y")).toArray(String[]::new);
    assertThat(client.post(PATH, "x", all).status()).isEqualTo(status);
  }
}
