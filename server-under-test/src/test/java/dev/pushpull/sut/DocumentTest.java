package dev.pushpull.sut;

import static dev.pushpull.sut.testkit.ServerFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.RawClient.Answer;
import dev.pushpull.sut.testkit.ServerFixture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain and conditional polls, publishing, and every answer to a request that makes no sense. */
@Timeout(30)
final class DocumentTest {

  @AutoClose private final ServerFixture fixture = new ServerFixture();
  @AutoClose private final RawClient client = fixture.connect();

  DocumentTest() throws Exception {}

  @Test
  void getAnswersTheNewestUpdate() throws Exception {
    fixture.feed.publish("there");
    Answer answer = client.exchange("GET", PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    assertThat(answer.body()).isEqualTo(fixture.newest()).contains("\"payload\":\"there\"");
  }

  @Test
  void aFeedMayHintWhenToAskAgainOnAnswersAndNotOnWhatIsPublished() throws Exception {
    String body =
        "{\"feeds\":[{\"name\":\"h\",\"arrivals\":\"periodic:1/s\",\"seed\":1,\"payloadBytes\":1,"
            + "\"maxAgeSeconds\":7}]}";
    assertThat(fixture.control("POST", "/feeds", body).status()).isEqualTo(201);
    Answer newest = client.exchange("GET", "/feeds/h");
    assertThat(newest.status()).isEqualTo(200);
    assertThat(newest.header("Cache-Control")).isEqualTo("max-age=7");
    Answer same = client.exchange("GET", "/feeds/h", "If-None-Match: \"1\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("Cache-Control")).isEqualTo("max-age=7");
    Answer published = client.post("/feeds/h", "x");
    assertThat(published.status()).isEqualTo(201);
    assertThat(published.header("Cache-Control")).isEqualTo("no-store");
    Answer other = client.exchange("GET", PATH, "If-None-Match: \"1\"");
    assertThat(other.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void headAnswersTheSameWithoutTheDocument() throws Exception {
    Answer answer = client.exchange("HEAD", PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Content-Length")).isEqualTo("" + fixture.newest().length());
    assertThat(client.exchange("GET", PATH).body()).isEqualTo(fixture.newest());
    fixture.awaitCounter("updatesSent", 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"2\"|304",
        "\"3\"|200",
        "\"1\"|200",
        "W/\"2\"|304",
        "\"1\", \"2\"|304",
        "*|304",
        "\"x\"|200",
        "2|400",
        "\"2|400"
      })
  void conditionalGetAnswersOnlyWhatIsNewer(String tag, int status) throws Exception {
    fixture.feed.publish("x");
    Answer answer = client.exchange("GET", PATH, "If-None-Match: " + tag);
    assertThat(answer.status()).isEqualTo(status);
    if (status == 304) {
      assertThat(answer.header("ETag")).isEqualTo("\"2\"");
      assertThat(answer.body()).isEmpty();
    }
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(200);
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    String get = "GET " + PATH + " HTTP/1.1\r\nHost: h\r\n";
    client.send(get + "\r\n" + get + "If-None-Match: \"1\"\r\n\r\n" + get + "\r\n");
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(client.answer().status()).isEqualTo(304);
    assertThat(client.answer().status()).isEqualTo(200);
  }

  @Test
  void postPublishes() throws Exception {
    Answer answer = client.post(PATH, "höher", "Content-Type: text/plain; charset=UTF-8");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    assertThat(answer.body()).isEqualTo(fixture.newest()).contains("\"payload\":\"höher\"");
    assertThat(client.exchange("GET", PATH).body()).isEqualTo(answer.body());
    assertThat(client.post(PATH, "").status()).isEqualTo(201);
  }

  @Test
  void postTakesAChunkedBody() throws Exception {
    client.request("POST", PATH, "Transfer-Encoding: chunked");
    client.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(201);
    assertThat(fixture.feed.newest().update().payload()).isEqualTo("abcde");
  }

  @Test
  void postContinuesWhereTheClientAsks() throws Exception {
    client.request("POST", PATH, "Expect: 100-continue", "Content-Length: 2");
    assertThat(client.answer().status()).isEqualTo(100);
    client.send("ok");
    assertThat(client.answer().status()).isEqualTo(201);
  }

  @Test
  void postTakesTheLongestPayloadAndNoLonger() throws Exception {
    assertThat(client.post(PATH, "x".repeat(60_000)).status()).isEqualTo(201);
    assertProblem(client.post(PATH, "x".repeat(60_001)), 413, "a payload must be at most 60000 B");
    assertThat(client.exchange("GET", PATH).status()).isEqualTo(200);
  }

  @Test
  void postRefusesAnEndlessBody() throws Exception {
    client.request("POST", PATH, "Transfer-Encoding: chunked");
    String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    for (int i = 0; i < 5; i++) {
      client.send(chunk);
    }
    assertThat(client.answer().status()).isEqualTo(413);
    assertServes();
  }

  @Test
  void postRefusesAHugeLengthWithoutReadingIt() throws Exception {
    client.request("POST", PATH, "Content-Length: 100000000000");
    assertThat(client.answer().status()).isEqualTo(413);
    assertThat(client.readToEnd()).isZero();
    assertServes();
  }

  @Test
  void postRefusesWhatIsNotUtf8() throws Exception {
    client.requestWithBody("POST", PATH, new byte[] {'a', (byte) 0xc3, 'b'});
    assertProblem(client.answer(), 400, "the payload is not valid UTF-8");
    assertThat(fixture.feed.newest().version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: image/png",
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Encoding: gzip"
      })
  void postRefusesWhatIsNoText(String header) throws Exception {
    assertProblem(
        client.post(PATH, "x", header),
        415,
        "a payload must be UTF-8 text without a content encoding");
  }

  @Test
  void postRefusesAForeignPage() throws Exception {
    assertThat(client.post(PATH, "x", "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(client.post(PATH, "x", "Origin: http://localhost").status()).isEqualTo(201);
  }

  /** A foreign page whose name was made to mean 127.0.0.1 has an origin that equals its host. */
  @ParameterizedTest
  @CsvSource({
    "localhost, Origin: http://localhost, 201",
    "127.0.0.1:80, Origin: http://127.0.0.1:80, 201",
    "evil.example, X-Origin: none, 201",
    "evil.example, Origin: http://evil.example, 403",
    "evil.example:80, Origin: http://evil.example:80, 403"
  })
  void onLoopbackAPageIsKnownByANameOfLoopbackOnly(String host, String origin, int status)
      throws Exception {
    String head = PATH + " HTTP/1.1\r\nHost: " + host + "\r\n" + origin + "\r\n";
    client.send("POST " + head + "Content-Length: 1\r\n\r\nx");
    assertThat(client.answer().status()).isEqualTo(status);
    String upgrade =
        String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    client.send("GET " + head + upgrade + "\r\n\r\n");
    assertThat(client.answer().status()).isEqualTo(status == 201 ? 101 : status);
  }

  @Test
  void unknownFeedsAndPathsAreNotFound() throws Exception {
    assertProblem(client.exchange("GET", "/feeds/none"), 404, "no feed at /feeds/none");
    for (String path : new String[] {"/", "/feeds", "/feeds/", "/feeds/f0/x", "/jobs"}) {
      assertThat(client.exchange("GET", path).status()).as(path).isEqualTo(404);
    }
    assertThat(client.exchange("GET", "/feeds/..%2f..%2fetc").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    Answer answer = client.exchange(method, PATH);
    assertProblem(answer, 405, "method not allowed; allowed here: GET, HEAD, POST");
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
  }

  @Test
  void otherFormsAreNotAcceptable() throws Exception {
    assertProblem(
        client.exchange("GET", PATH, "Accept: text/html"),
        406,
        "a feed is available as application/json or text/event-stream, but Accept is text/html");
  }

  @Test
  void aValueFeedHasNoLogToReadFrom() throws Exception {
    assertThat(client.exchange("GET", PATH + "?after=1").status()).isEqualTo(400);
  }

  @Test
  void headersThatAreTooLongAreSaidToBe() throws Exception {
    for (int bytes : new int[] {17_000, 40_000, 200_000}) {
      try (var long_ = fixture.connect()) {
        long_.request("GET", PATH, "X-Long: " + "x".repeat(bytes));
        assertProblem(long_.answer(), 431, "the request line and headers must be at most 16384 B");
        assertThat(long_.readToEnd()).isZero();
      }
    }
    assertThat(client.exchange("GET", PATH, "X-Long: " + "x".repeat(15_000)).status())
        .isEqualTo(200);
    assertThat(fixture.counters().at("/requestsByStatus/431").longValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /feeds/f0\r\n\r\n",
        "GET /feeds/f0 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /feeds/f0 HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        "GET /feeds/f0 HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void whatIsNoHttpIsABadRequest(String request) throws Exception {
    client.send(request);
    Answer answer = client.answer();
    assertThat(answer.status()).isEqualTo(400);
    assertServes();
  }

  @Test
  void whatCannotBeParsedGetsAProblemTooAndIsCounted() throws Exception {
    client.send("nonsense\r\n\r\n");
    assertProblem(client.answer(), 400, "this is not a valid HTTP/1.1 request");
    assertThat(client.readToEnd()).isZero();
    assertThat(fixture.counters().at("/requestsByStatus/400").longValue()).isEqualTo(1);
  }

  private void assertServes() throws Exception {
    try (var other = fixture.connect()) {
      assertThat(other.exchange("GET", PATH).status()).isEqualTo(200);
    }
  }

  private static void assertProblem(Answer answer, int status, String detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            new String(
                new dev.pushpull.sut.net.Problem(status, detail).json(), StandardCharsets.UTF_8));
  }
}
