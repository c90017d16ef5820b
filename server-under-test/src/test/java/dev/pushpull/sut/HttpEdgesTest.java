package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of HTTP/1.1's messages: what is refused is told in a problem document. */
@Timeout(30)
final class HttpEdgesTest {

  private static final String GET = "GET " + PATH + " HTTP/1.1\r\n";
  private static final String POST = "POST " + PATH + " HTTP/1.1\r\nHost: h\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  HttpEdgesTest() throws Exception {}

  private static void assertProblem(Answer answer, int status, String named) throws Exception {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = new JsonMapper().readTree(answer.body());
    assertThat(problem.path("status").intValue()).isEqualTo(status);
    assertThat(problem.path("detail").textValue()).contains(named);
  }

  /** Answered, counted with its status, and the connection ends; others are served as before. */
  private void assertRefused(String request, int status, String named) throws Exception {
    client.send(request);
    assertProblem(client.answer(), status, named);
    assertThat(client.readToEnd()).isZero();
    client.close();
    fixture.awaitCounter("openConnections", 0);
    assertThat(fixture.counters().at("/requestsByStatus/" + status).longValue()).isEqualTo(1);
    assertThat(fixture.counter("bytesReceived")).isEqualTo(client.sent());
    assertThat(fixture.counter("bytesSent")).isEqualTo(client.received());
    assertThat(fixture.feed.newest().version()).isEqualTo(1);
    try (var other = fixture.connect()) {
      assertThat(other.exchange("GET", PATH).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a\r\nHost: b\r\n",
        "Host: a\r\nHost: a\r\n",
        "Host: a b\r\n",
        "Host: a:x\r\n",
        "Host: a:70000\r\n",
        "Host: [::1\r\n"
      })
  void aHostThatIsMissingDoubledOrInvalidIsAProblem(String host) throws Exception {
    assertRefused(GET + host + "\r\n", 400, "Host");
  }

  @Test
  void headIsToldOfItWithoutABody() throws Exception {
    client.send("HEAD " + PATH + " HTTP/1.1\r\n\r\n");
    Answer answer = client.headAnswer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Length")).isNotEqualTo("0");
    assertThat(client.readToEnd()).isZero();
  }

  @Test
  void aHostThatIsEmptyOrNotTheLastWordOfHttp10Is() throws Exception {
    client.send(GET + "Host:\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
    client.send("GET " + PATH + " HTTP/1.0\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "gzip, chunked > 501",
        "gzip > 501",
        "identity > 501",
        "xchunked > 501",
        "chunked, chunked > 400"
      })
  void aTransferCodingThatIsNotKnownIsNotIgnored(String coding, int status) throws Exception {
    String header = "Transfer-Encoding: " + coding;
    assertRefused(POST + header + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n", status, "Transfer-Encoding");
  }

  @Test
  void aTransferCodingIsRefusedToEveryMethodAndToHttp10() throws Exception {
    client.send(GET + "Host: h\r\nTransfer-Encoding: gzip\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(501);
    try (var old = fixture.connect()) {
      old.send("POST " + PATH + " HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      assertProblem(old.answer(), 400, "Transfer-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz\r\nabc\r\n0\r\n\r\n",
        "-3\r\nabc\r\n0\r\n\r\n",
        "\r\nabc\r\n0\r\n\r\n",
        "3\r\nabc\r\nzz\r\n\r\n",
        "fffffffffffffffff\r\nabc"
      })
  void aBadChunkSizeIsABadRequest(String body) throws Exception {
    assertRefused(CHUNKED + body, 400, "chunk size");
  }

  /** The pause is for the server to read what came before. */
  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void aBadChunkIsABadRequestHoweverItComes(int pauseMillis) throws Exception {
    for (String part : List.of(CHUNKED, "3\r\nab", "cd\r\n")) {
      client.send(part);
      Thread.sleep(pauseMillis);
    }
    assertProblem(client.answer(), 400, "chunk");
    assertThat(client.readToEnd()).isZero();
  }

  @Test
  void aChunkThatIsTooLongIsTooLargeWhenItComesLaterToo() throws Exception {
    client.send(CHUNKED + "1\r\na\r\n");
    Thread.sleep(50);
    client.send("7fffffffffffffff\r\nabc");
    assertProblem(client.answer(), 413, "60000 B");
  }

  @Test
  void aChunkThatIsTooLongIsTooLarge() throws Exception {
    assertRefused(CHUNKED + "7fffffffffffffff\r\nabc", 413, "60000 B");
  }

  @Test
  void chunksAreReadHoweverTheyComeAndTheNextRequestAfterThem() throws Exception {
    String get = GET + "Host: h\r\n\r\n";
    client.send(CHUNKED + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n" + get);
    assertThat(client.answer().status()).isEqualTo(201);
    assertThat(client.answer().body()).isEqualTo(fixture.newest()).contains("\"abcde\"");
    for (byte octet : (CHUNKED + "1\r\nx\r\n0\r\n\r\n" + get).getBytes(StandardCharsets.UTF_8)) {
      client.send(new byte[] {octet});
    }
    assertThat(client.answer().status()).isEqualTo(201);
    assertThat(client.answer().body()).isEqualTo(fixture.newest()).contains("\"x\"");
    String largest = "ea60\r\n" + "x".repeat(60_000) + "\r\n0\r\n\r\n";
    client.send(CHUNKED + largest + get);
    assertThat(client.answer().status()).isEqualTo(201);
    assertThat(client.answer().body()).hasSizeGreaterThan(60_000);
    assertThat(fixture.counter("connectionsOpened")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r\n\r\n", "\n"})
  void emptyLinesBeforeARequestAreIgnored(String lines) throws Exception {
    String get = GET + "Host: h\r\n\r\n";
    client.send(lines + get);
    assertThat(client.answer().status()).isEqualTo(200);
    client.send(get + lines + get); // Pipelined.
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(client.answer().status()).isEqualTo(200);
    client.send(POST + "Content-Length: 1\r\n\r\nx" + lines); // As old clients end a body.
    assertThat(client.answer().status()).isEqualTo(201);
    client.send(get);
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(fixture.counter("bytesReceived")).isEqualTo(client.sent());
  }

  @Test
  void emptyLinesWithinABodyAreTheBody() throws Exception {
    client.request("POST", PATH, "Expect: 100-continue", "Content-Length: 5");
    assertThat(client.answer().status()).isEqualTo(100);
    client.send("\r\n\r\nx");
    assertThat(client.answer().status()).isEqualTo(201);
    assertThat(fixture.feed.newest().update().payload()).isEqualTo("\r\n\r\nx");
  }

  @Test
  void limitsOfTheHeadNameThemselves() throws Exception {
    String host = "Host: h\r\n";
    String[] tooLong = {
      GET + host + "X: " + "x".repeat(17_000) + "\r\n\r\n",
      GET + host + fields(2_500) + "\r\n",
      "GET /" + "x".repeat(17_000) + " HTTP/1.1\r\n" + host + "\r\n",
      "GET " + PATH + "?" + "&a=1".repeat(5_000) + " HTTP/1.1\r\n" + host + "\r\n"
    };
    for (String request : tooLong) {
      try (var other = fixture.connect()) {
        other.send(request);
        assertProblem(other.answer(), 431, "the request line and headers must be at most 16384 B");
      }
    }
    client.send(GET + host + fields(1_500) + "\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
    client.send(GET + host + "X: 1\r\n".repeat(127) + "\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
    client.send("GET " + PATH + "?" + "&a=1".repeat(3_000) + " HTTP/1.1\r\n" + host + "\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
  }

  private static String fields(int count) {
    return IntStream.range(0, count).mapToObj("X%d: 1\r\n"::formatted).collect(joining());
  }

  @Test
  void moreLinesOfAFieldThanUndertowKeepsAreSaidToBeTooMany() throws Exception {
    assertRefused(
        GET + "Host: h\r\n" + "X: 1\r\n".repeat(128) + "\r\n",
        431,
        "a header field must have at most 127 lines");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiter = '>',
      value = {
        "/feeds/f0 > X: y",
        "/feeds/f0 > If-None-Match: \"1\"",
        "/feeds/f0 > If-None-Match: *",
        "/feeds/f0 > If-None-Match: x",
        "/feeds/f0 > Accept: text/event-stream",
        "/feeds/f0 > Accept: text/html",
        "/feeds/f0 > Connection: close",
        "/feeds/f0?after=1 > X: y",
        "/feeds/log?after=0 > X: y",
        "/feeds/log?after=1 > X: y",
        "/feeds/log?after=9 > X: y",
        "/feeds/log?after=0 > Accept: text/event-stream",
        "/feeds/none > X: y",
        "/jobs > X: y",
        "/none > X: y"
      })
  void headDiffersFromGetByTheBodyAlone(String path, String header) throws Exception {
    fixture.createLog("log", 10);
    assertSameHead(fixture, path, header);
  }

  private static void assertSameHead(ServerFixture fixture, String path, String header)
      throws Exception {
    try (var head = fixture.connect();
        var get = fixture.connect()) {
      head.request("HEAD", path, header);
      Answer answer = head.headAnswer();
      get.request("GET", path, header);
      Answer full = get.headAnswer();
      assertThat(answer.status()).isEqualTo(full.status());
      var headers = new TreeMap<>(full.headers());
      headers.put("date", answer.header("Date"));
      assertThat(answer.headers()).isEqualTo(headers);
      if (!header.equals("Connection: close")) {
        assertThat(head.exchange("GET", PATH).status()).isEqualTo(200); // So no body was sent.
      }
    }
  }
}
