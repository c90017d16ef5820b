package dev.pushpull.sut;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Publication;
import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.Configs;
import dev.pushpull.sut.testkit.RawClient;
import dev.pushpull.sut.testkit.ServerFixture;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files and calls, byte by byte. */
@Timeout(30)
final class PageTest {

  private static final JsonMapper JSON = new JsonMapper();

  @AutoClose
  private final ServerUnderTest server =
      ServerUnderTest.start(
          Configs.withoutControl(ServerConfig.defaults()), ServerUnderTest.Page.DEMO);

  PageTest() throws Exception {}

  private RawClient.Answer ask(String method, String path, String... headers) throws IOException {
    try (var client = new RawClient(server.port())) {
      return client.exchange(method, path, headers);
    }
  }

  private JsonNode json(String path) throws IOException {
    return JSON.readTree(ask("GET", path).body());
  }

  /** As the request's {@code Host} is. */
  private static String own() {
    return "Origin: http://localhost";
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js", "/page/page.css", "/page/d3.js"})
  void aFileComesWithItsTypePolicyAndTag(String path) throws IOException {
    RawClient.Answer answer = ask("GET", path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type"))
        .startsWith(
            path.endsWith(".js")
                ? "text/javascript"
                : path.endsWith(".css") ? "text/css" : "text/html");
    assertThat(answer.header("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
                + " 'none'");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(answer.body()).isNotEmpty();
    String tag = answer.header("etag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    RawClient.Answer again = ask("GET", path, "If-None-Match: " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("etag")).isEqualTo(tag);
    assertThat(ask("GET", path, "If-None-Match: \"other\"").status()).isEqualTo(200);
    assertThat(ask("POST", path).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/",
        "/page/index.html",
        "/page/../index.html",
        "/page/%2e%2e/PageFiles.class",
        "/page/PageFiles.class",
        "/page/versions.properties",
        "/demo/",
        "/demo/nothing"
      })
  void nothingElseIsThere(String path) throws IOException {
    assertThat(ask("GET", path).status()).isEqualTo(404);
  }

  @Test
  void theConfigurationNamesWhatThereIs() throws IOException {
    JsonNode config = json("/demo/config");
    assertThat(config.get("feeds").get("value").textValue()).isEqualTo("demo");
    assertThat(config.get("jobs").booleanValue()).isTrue();
    assertThat(config.get("publishing").booleanValue()).isTrue();
    assertThat(config.get("protocol").textValue()).isEqualTo("h1");
    assertThat(config.get("version").textValue()).isNotEqualTo("unknown").doesNotContain("$");
  }

  @Test
  void theRequestHeadIsCountedToTheByte() throws IOException {
    try (var client = new RawClient(server.port())) {
      RawClient.Answer answer = client.exchange("GET", "/demo/config", "Accept: */*");
      assertThat(JSON.readTree(answer.body()).get("requestHeadBytes").longValue())
          .isEqualTo(client.sent());
    }
  }

  @Test
  void theRateIsChangedByTheOwnPageOnly() throws IOException {
    String path = "/demo/rate?perSecond=20&arrivals=periodic";
    assertThat(ask("POST", path).status()).as("no page").isEqualTo(403);
    assertThat(ask("POST", path, "Origin: http://evil.example").status()).isEqualTo(403);
    assertThat(ask("POST", path, "Origin: null").status()).isEqualTo(403);
    assertThat(json("/demo/rate").get("perSecond").doubleValue()).isEqualTo(1);
    assertThat(ask("POST", path, own()).status()).isEqualTo(200);
    assertThat(json("/demo/rate").get("perSecond").doubleValue()).isEqualTo(20);
    assertThat(json("/demo/rate").get("arrivals").textValue()).isEqualTo("periodic");
    assertThat(ask("PUT", path, own()).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "perSecond=21&arrivals=periodic",
        "perSecond=0&arrivals=periodic",
        "perSecond=NaN&arrivals=periodic",
        "perSecond=x&arrivals=periodic",
        "perSecond=1&arrivals=burst",
        ""
      })
  void aRateThatIsNoneIsRefused(String query) throws IOException {
    assertThat(ask("POST", "/demo/rate?" + query, own()).status()).isEqualTo(400);
  }

  @Test
  void theFeedChangesAsOftenAsItIsTold() throws Exception {
    ask("POST", "/demo/rate?perSecond=20&arrivals=periodic", own());
    long version = server.feeds().find("demo").orElseThrow().newest().version();
    Await.until(
        "ten updates came",
        () -> server.feeds().find("demo").orElseThrow().newest().version() >= version + 10);
    assertThat(server.feeds().find("demo").orElseThrow().newest().update().payload())
        .matches("-?\\d+\\.\\d °C");
  }

  @Test
  void requestsAreCountedByPageAndLane() throws Exception {
    String query = "?page=abc&lane=poll";
    String tag = ask("GET", "/feeds/chat" + query).header("etag");
    ask("GET", "/feeds/chat" + query, "If-None-Match: " + tag);
    ask("GET", "/feeds/chat" + query, "If-None-Match: " + tag);
    ask("GET", "/feeds/chat?page=other&lane=poll");
    ask("GET", "/feeds/chat?page=abc&lane=%3Cb%3E");
    Await.until(
        "all are ended",
        () -> json("/demo/counters?page=abc").at("/lanes/poll/open").longValue() == 0);
    JsonNode lanes = json("/demo/counters?page=abc").get("lanes");
    assertThat(lanes.toString())
        .isEqualTo(
            "{\"poll\":{\"requests\":3,\"answers\":{\"200\":1,\"304\":2},\"aborted\":0,"
                + "\"open\":0}}");
    assertThat(json("/demo/counters?page=unknown").get("lanes")).isEmpty();
  }

  @Test
  void aWaitThatIsGivenUpIsCountedAsSuch() throws Exception {
    try (var client = new RawClient(server.port())) {
      client.request(
          "GET", "/feeds/chat?page=abc&lane=long-poll", "If-None-Match: \"1\"", "Prefer: wait=30");
      Await.until("it waits", () -> json("/demo/counters").at("/server/parked").longValue() == 1);
    }
    Await.until(
        "it is given up",
        () -> json("/demo/counters?page=abc").at("/lanes/long-poll/aborted").longValue() == 1);
    assertThat(json("/demo/counters").at("/server/parked").longValue()).isZero();
  }

  @Test
  void theLastHandshakeIsTold() throws Exception {
    assertThat(ask("GET", "/demo/handshake?page=abc&lane=websocket").status()).isEqualTo(404);
    try (var client = new RawClient(server.port())) {
      client.upgrade("/feeds/demo?page=abc&lane=websocket");
      Await.until(
          "it is known",
          () -> ask("GET", "/demo/handshake?page=abc&lane=websocket").status() == 200);
    }
    JsonNode told = json("/demo/handshake?page=abc&lane=websocket");
    assertThat(told.at("/request/line").textValue())
        .isEqualTo("GET /feeds/demo?page=abc&lane=websocket HTTP/1.1");
    assertThat(told.at("/request/headers").toString()).contains("[\"Sec-WebSocket-Key\",");
    assertThat(told.at("/answer/headers").toString()).contains("[\"Sec-WebSocket-Accept\",");
  }

  @Test
  void whatProvesWhoSomeoneIsIsNotTold() throws Exception {
    try (var client = new RawClient(server.port())) {
      RawClient.Answer answer =
          client.exchange(
              "GET",
              "/feeds/demo?page=abc&lane=websocket",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "cookie: session=opensesame",
              "Authorization: Basic opensesame",
              "Proxy-Authorization: opensesame");
      assertThat(answer.status()).isEqualTo(101);
      Await.until(
          "it is known",
          () -> ask("GET", "/demo/handshake?page=abc&lane=websocket").status() == 200);
    }
    String told = json("/demo/handshake?page=abc&lane=websocket").toString();
    assertThat(told)
        .doesNotContain("opensesame")
        .containsIgnoringCase("[\"Cookie\",\"(18 characters, not shown)\"]")
        .contains("[\"Authorization\",\"(16 characters, not shown)\"]")
        .contains("[\"Proxy-Authorization\",\"(10 characters, not shown)\"]");
  }

  @Test
  void aChatWhoseLogIsFullBeginsAnew() throws Exception {
    ServerConfig small =
        Configs.withMaxLogEntries(Configs.withoutControl(ServerConfig.defaults()), 100);
    try (var full = ServerUnderTest.start(small, ServerUnderTest.Page.DEMO)) {
      Feed chat = full.feeds().find("chat").orElseThrow();
      for (int i = 0; i < 110; i++) {
        chat.publish("x");
      }
      assertThat(chat.isLogFull()).isTrue();
      Await.until(
          "there is another",
          () -> full.feeds().find("chat").filter(feed -> !feed.isLogFull()).isPresent());
      Feed anew = full.feeds().find("chat").orElseThrow();
      assertThat(anew.kept()).isPresent();
      assertThat(anew.publish("y")).isInstanceOf(Publication.Published.class);
    }
  }

  @Test
  void aServerThatIsMeasuredServesNone() throws Exception {
    try (var measured = new ServerFixture();
        var client = measured.connect()) {
      assertThat(client.exchange("GET", "/").status()).isEqualTo(404);
      assertThat(client.exchange("GET", "/page/main.js").status()).isEqualTo(404);
      assertThat(client.exchange("GET", "/demo/clock").status()).isEqualTo(404);
    }
  }

  @Test
  void filesAloneBringNoFeeds() throws Exception {
    try (var files = ServerUnderTest.start(ServerConfig.defaults(), ServerUnderTest.Page.FILES);
        var client = new RawClient(files.port())) {
      assertThat(client.exchange("GET", "/page/poll.js").status()).isEqualTo(200);
      assertThat(client.exchange("GET", "/feeds/demo").status()).isEqualTo(404);
      assertThat(client.exchange("GET", "/demo/rate").status()).isEqualTo(404);
      assertThat(client.exchange("POST", "/jobs").status()).isEqualTo(404);
    }
  }
}
