package dev.pushpull.sut.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.net.ProblemException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that tell the ways to listen apart. */
final class HeadersTest {

  private static final long NEWEST = 50;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"12\"|12",
        "W/\"12\"|12",
        "*|50",
        " * |50",
        "\"3\", \"12\" ,W/\"7\"|12",
        ", \"3\",,|3",
        "\"\"|0",
        "\"abc\"|0",
        "\"0\"|0",
        "\"012\"|0",
        "\"-3\"|0",
        "\"a\", \"9\"|9",
        "\"99999999999999999999\"|0",
        "\"50\"|50",
        "\"51\"|0",
        "W/\"51\"|0",
        "\"51\", \"12\"|12",
        "\"999999999999999999\"|0",
        "\"9999999999999999999\"|0",
        "\"a,b\", \"4\"|4"
      })
  void readsTheVersionHeld(String header, long held) throws ProblemException {
    assertThat(IfNoneMatch.heldVersion(header, NEWEST)).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "12",
        "\"12",
        "12\"",
        "w/\"12\"",
        "\"1\"\"2\"",
        "\"1\" \"2\"",
        "*, \"1\"",
        "\"1\"\u0085",
        ","
      })
  void refusesWhatIsNoListOfTags(String header) {
    assertThatThrownBy(() -> IfNoneMatch.heldVersion(header, NEWEST))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "If-None-Match must be entity tags such as \"12\" or *, but is '"
                + header.strip()
                + "'");
  }

  @Test
  void readsOrRefusesRandomTagsInLittleTime() {
    var random = new Random(4);
    String alphabet = "\"\"\",, W/*0123a\t";
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      var header = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(IfNoneMatch.heldVersion(header.toString(), NEWEST)).isNotNegative();
        read++;
      } catch (ProblemException e) {
        assertThat(e).hasMessageStartingWith("If-None-Match must be entity tags");
      }
    }
    assertThat(read).isBetween(100, 49_900);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "wait=10|10",
        "WAIT=10|10",
        "respond-async, wait=10|10",
        "wait = 10 ; foo, other|10",
        "wait=\"10\"|10",
        "wait=0|0",
        "wait=999999999|999999999",
        "wait=9999999999|-1",
        "wait=-1|-1",
        "wait=1.5|-1",
        "wait|-1",
        "await=5|-1",
        "wait=5s|-1",
        "respond-async|-1"
      })
  void readsTheWait(String header, long seconds) {
    assertThat(PreferWait.seconds(header)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|DOCUMENT",
        "application/json|DOCUMENT",
        "application/*|DOCUMENT",
        "text/html, application/json;q=0.5|DOCUMENT",
        "text/event-stream|EVENT_STREAM",
        "Text/Event-Stream; charset=utf-8|EVENT_STREAM",
        "text/event-stream, */*;q=0.1|EVENT_STREAM",
        "application/json, text/event-stream;q=0.9|DOCUMENT",
        "application/json, text/event-stream|EVENT_STREAM",
        "application/json;q=0, */*|NEITHER",
        "application/json;q=0, text/event-stream|EVENT_STREAM",
        "text/html|NEITHER",
        "text/*|NEITHER",
        "application/json;q=zero|NEITHER",
        ";;,,;|NEITHER"
      })
  void readsWhichFormIsAsked(String header, Acceptable form) {
    assertThat(Acceptable.of(header)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080,127.0.0.1:8080,true",
    "https://Example.org,example.org,true",
    "http://127.0.0.1:8081,127.0.0.1:8080,false",
    "http://example.org.evil.net,example.org,false",
    "null,example.org,false",
    "://,example.org,false"
  })
  void comparesOriginAndHost(String origin, String host, boolean same) {
    assertThat(Origins.same(origin, host)).isEqualTo(same);
    assertThat(Origins.same(origin, null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, true",
    "localhost:8080, true",
    "LOCALHOST, true",
    "[::1]:8080, true",
    "127.0.0.1.evil.example:8080, false",
    "evil.example, false",
    "localhost:8080@evil.example, false"
  })
  void namesOfLoopback(String host, boolean loopback) {
    assertThat(Origins.isLoopback(host)).isEqualTo(loopback);
  }

  @Test
  void boundsHowOftenClientsPublish() {
    long[] now = {0};
    var limits =
        new DataLimits(
            java.time.Duration.ofSeconds(1),
            1,
            java.time.Duration.ofSeconds(1),
            java.time.Duration.ofSeconds(1),
            2,
            true);
    var limiter = new PublishRateLimiter(limits, () -> now[0]);
    assertThat(limiter.tryAcquire()).isTrue();
    assertThat(limiter.tryAcquire()).isTrue();
    assertThat(limiter.tryAcquire()).isFalse();
    now[0] = 1_000_000_000L;
    assertThat(limiter.tryAcquire()).isTrue();
  }
}
