package dev.pushpull.target.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server that is not ours may do, and how the clients of either engine take it. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"OKHTTP", "NETTY"})
class ExternalEdgesTest {

  private static final int LARGE = 5 << 20;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EngineFixture engine;
  private final Recorder told = new Recorder();
  private final MockWebServer web = new MockWebServer();
  private final ConcurrentLinkedQueue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private MockResponse usual = json("{\"seq\":1}");

  /** A request that came. */
  private record Asked(String what, long atNanos, RecordedRequest request) {
    @Override
    public String toString() {
      return what;
    }
  }

  ExternalEdgesTest(EngineFixture engine) {
    this.engine = engine;
  }

  @BeforeEach
  void start() throws IOException {
    web.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            String what = (request.getMethod() + " " + request.getTarget() + " " + body).strip();
            asked.add(new Asked(what, System.nanoTime(), request));
            MockResponse next = answers.poll();
            return next == null ? usual : next;
          }
        });
    web.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    web.close();
  }

  private static MockResponse status(int code, String... headers) {
    var answer = new MockResponse.Builder().code(code);
    for (int i = 0; i < headers.length; i += 2) {
      answer.addHeader(headers[i], headers[i + 1]);
    }
    return answer.build();
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  private static MockResponse events(String body) {
    return json(body).newBuilder().addHeader("Content-Type", "text/event-stream").build();
  }

  private static MockResponse webSocket(String first, boolean closes) {
    return new MockResponse.Builder()
        .webSocketUpgrade(
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket socket, okhttp3.Response response) {
                socket.send(first);
                if (closes) {
                  socket.close(1001, first.startsWith("{") ? "restart" : first);
                }
              }

              @Override
              public void onClosing(WebSocket socket, int code, String reason) {
                socket.close(code, reason);
              }
            })
        .build();
  }

  private List<Asked> asked(int first) {
    return List.copyOf(asked).subList(0, first);
  }

  private ExternalServer server(String rest) {
    return server(web.url("/").uri(), rest);
  }

  private ExternalServer server(URI url, String rest) {
    var spec =
        TargetFile.parse(
            "t.yaml",
            "name: t\nurl: %s\nupdate: {version: /seq}\ntruth: counters\n%s".formatted(url, rest));
    var server = new ExternalServer(spec, _ -> Optional.empty(), _ -> {});
    opened.add(server);
    return server;
  }

  private Subscriber subscriber(ExternalServer server, String strategy) throws IOException {
    PerClientEngine stack = engine.makeEach(server.carrier());
    opened.add(stack);
    var order =
        new SubscriberOrder(
            Strategy.parse(strategy), server.feed(0), Duration.ofSeconds(3), Duration.ofSeconds(3));
    Subscriber subscriber = stack.subscriber(order, told);
    opened.add(subscriber);
    return subscriber;
  }

  private Subscriber poller(ExternalServer server, String strategy) throws Exception {
    Subscriber subscriber = subscriber(server, strategy);
    subscriber.connect();
    subscriber.start(new FixedSchedule(System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(20)));
    return subscriber;
  }

  @Test
  void followsARedirectWithItsMethodAndBody() throws Exception {
    answers.add(status(308, "Location", "/there"));
    answers.add(status(307, "Location", "there/again"));
    subscriber(server("poll: {post: /here, body: '{\"a\":1}'}"), "poll@1s").connect();
    assertThat(asked)
        .hasToString("[POST /here {\"a\":1}, POST /there {\"a\":1}, POST /there/again {\"a\":1}]");
    assertThat(asked.getLast().request().getHeaders().get("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void asksAgainWithWhatItWasAskedWith() throws Exception {
    answers.add(json("{\"token\":\"token-1\"}"));
    answers.add(json("{\"seq\":1}").newBuilder().addHeader("ETag", "\"one\"").build());
    answers.add(status(401));
    answers.add(json("{\"token\":\"token-2\"}"));
    answers.add(status(302, "Location", "/moved"));
    answers.add(status(304));
    ExternalServer server =
        server(
            """
            sign-in: [{post: /login, capture: {token: /token}}]
            headers: {Authorization: "Bearer ${token}"}
            poll: {get: /here}
            """);
    Subscriber subscriber = poller(server, "conditional-poll@20ms");
    told.await(now -> now.statuses().contains(304));
    subscriber.stop();
    assertThat(asked(6))
        .hasToString("[POST /login, GET /here, GET /here, POST /login, GET /here, GET /moved]");
    for (int i : List.of(2, 4, 5)) {
      assertThat(asked.get(i).request().getHeaders().get("If-None-Match")).isEqualTo("\"one\"");
    }
    assertThat(asked.get(5).request().getHeaders().get("Authorization"))
        .isEqualTo("Bearer token-2");
    assertThat(told.failures()).isEmpty();
  }

  /** Nothing at all is asked elsewhere, so no credential is sent there. */
  @ParameterizedTest
  @CsvSource({"poll@1s", "long-poll", "sse"})
  void staysWithItsServer(String strategy) throws Exception {
    try (var other = new MockWebServer()) {
      other.start();
      usual = status(307, "Location", other.url("/").toString());
      ExternalServer server =
          server(
              """
              headers: {Authorization: Bearer abcdefg}
              poll: {get: /}
              long-poll: {get: /}
              sse: {get: /}
              """);
      Subscriber subscriber = subscriber(server, strategy);
      assertThatThrownBy(subscriber::connect).isInstanceOf(IOException.class);
      assertThat(told.failures()).anyMatch(failure -> failure.contains("which is another server"));
      assertThat(other.getRequestCount()).isZero();
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void findsAStreamWhereItIsNow() throws Exception {
    answers.add(status(307, "Location", "/moved"));
    usual = events("data: {\"seq\":7}\n\n");
    subscriber(server("sse: {get: /here}"), "sse").connect();
    told.await(now -> !now.versions().isEmpty());
    assertThat(asked(2)).hasToString("[GET /here, GET /moved]");
  }

  /** As browsers do, so that a server that can sends what was missed. */
  @Test
  void goesOnBehindTheLastEvent() throws Exception {
    usual = events("id: e-7\ndata: {\"seq\":7}\n\n");
    subscriber(server("sse: {get: /here}"), "sse").connect();
    told.await(_ -> asked.size() > 1);
    assertThat(asked(1).getFirst().request().getHeaders().get("Last-Event-ID")).isNull();
    assertThat(asked(2).getLast().request().getHeaders().get("Last-Event-ID")).isEqualTo("e-7");
  }

  /** What is told to wait, does, and the server counts it. */
  @ParameterizedTest
  @CsvSource({
    "429, true, conditional-poll@20ms",
    "503, false, poll@20ms",
    "429, true, long-poll",
    "503, false, long-poll",
    "503, true, sse",
    "429, false, sse",
    "429, true, websocket",
    "503, false, websocket"
  })
  void waitsAsLongAsItIsToldTo(int code, boolean says, String strategy) throws Exception {
    MockResponse first =
        switch (strategy) {
          case "sse" -> events("data: {\"seq\":1}\n\n");
          case "websocket" -> webSocket("{\"seq\":1}", true);
          default -> json("{\"seq\":1}");
        };
    usual = strategy.equals("websocket") ? webSocket("{\"seq\":2}", false) : first;
    answers.add(first);
    answers.add(says ? status(code, "Retry-After", "1") : status(code));
    ExternalServer server =
        server("poll: {get: /}\nlong-poll: {get: /}\nsse: {get: /}\nwebsocket: {get: /}");
    Subscriber subscriber = poller(server, strategy);
    told.await(_ -> asked.size() > 2);
    subscriber.stop();
    assertThat(asked.get(2).atNanos() - asked.get(1).atNanos())
        .isGreaterThan(SECOND_NANOS * 99 / 100);
    assertThat(server.rejections()).isEqualTo(Map.of(code, 1L));
    assertThat(told.failures()).anyMatch(failure -> failure.contains(String.valueOf(code)));
  }

  @Test
  void doesNotHammerAServerThatDoesNotWait() throws Exception {
    Subscriber subscriber = poller(server("long-poll: {get: /}"), "long-poll");
    told.awaitFailures(3);
    subscriber.stop();
    assertThat(asked.size()).isLessThan(12);
    assertThat(told.failures().getFirst())
        .isEqualTo(
            "4 long polls in a row were answered within 100 ms with nothing new: the server does"
                + " not wait for updates");
  }

  private static MockResponse odd(String kind) throws IOException {
    String deep = "[".repeat(101) + "]".repeat(101);
    String large = "{\"seq\":1,\"a\":\"" + "x".repeat(LARGE) + "\"}";
    return switch (kind) {
      case "large" -> json(large);
      case "chunked" -> new MockResponse.Builder().chunkedBody(large, 100_000).build();
      case "bomb" -> {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
          gzip.write(new byte[LARGE]);
        }
        yield new MockResponse.Builder()
            .addHeader("Content-Encoding", "gzip")
            .body(new Buffer().write(bytes.toByteArray()))
            .build();
      }
      case "deep" -> json(deep);
      case "cut" ->
          json(large.substring(0, 100_000))
              .newBuilder()
              .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
              .build();
      case "slow" -> json(large).newBuilder().throttleBody(1, 1, TimeUnit.SECONDS).build();
      case "event" -> events("data: " + large + "\n\n");
      case "endless event" -> events("data: {\"seq\":1}\n".repeat(LARGE / 16));
      case "deep event" -> events("data: " + deep + "\n\ndata: {\"seq\":1}\n\n");
      case "message" -> webSocket(large, false);
      case "deep message" -> webSocket(deep, false);
      default -> throw new AssertionError(kind);
    };
  }

  /** None is read beyond its bounds, and each is told in one line. */
  @ParameterizedTest
  @CsvSource({
    "large, poll@1s, larger than 1048576 bytes",
    "chunked, poll@1s, larger than 1048576 bytes",
    "bomb, poll@1s, larger than 1048576 bytes",
    "deep, poll@1s, JSON beyond its bounds: Document nesting depth (101) exceeds the maximum"
        + " allowed (100)",
    "cut, poll@1s, unexpected end of stream",
    "slow, poll@1s, timeout",
    "event, sse, larger than 1048576 bytes",
    "endless event, sse, larger than 1048576 bytes",
    "deep event, sse, JSON beyond its bounds",
    "message, websocket, 1048576",
    "deep message, websocket, JSON beyond its bounds"
  })
  void keepsItsBounds(String kind, String strategy, String expected) throws Exception {
    usual = odd(kind);
    ExternalServer server = server("poll: {get: /}\nsse: {get: /}\nwebsocket: {get: /}");
    Subscriber subscriber = subscriber(server, strategy);
    try {
      subscriber.connect();
    } catch (IOException e) {
      // It is told, too.
    }
    told.await(now -> !now.failures().isEmpty());
    assertThat(told.failures()) // Two limits end at once.
        .map(failure -> failure.replace("no update within 3000 ms", "timeout"))
        .anyMatch(failure -> failure.contains(expected));
    assertThat(told.failures()).allMatch(f -> f.codePoints().noneMatch(Character::isISOControl));
    assertThat(subscriber.bytes().down()).isLessThan(3L << 20);
  }

  /** A server may say again what it was told. */
  @ParameterizedTest
  @CsvSource({"poll@1s", "sse", "websocket"})
  void showsNoSecret(String strategy) throws Exception {
    answers.add(json("{\"token\":\"secret-token\"}"));
    usual =
        switch (strategy) {
          case "poll@1s" -> json("{\"error\":\"bad secret-token\"}");
          case "sse" -> json("").newBuilder().addHeader("Content-Type", "a/secret-token").build();
          default -> webSocket("bad secret-token", true);
        };
    ExternalServer server =
        server(
            """
            sign-in: [{post: /login, capture: {token: /token}}]
            headers: {Authorization: "Bearer ${token}"}
            poll: {get: /}
            sse: {get: /}
            websocket: {get: /, open: [{expect: {text: never}}]}
            """);
    Subscriber subscriber = subscriber(server, strategy);
    assertThatThrownBy(subscriber::connect)
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("secret-token");
    assertThat(told.failures()).isNotEmpty().noneMatch(each -> each.contains("secret-token"));
    assertThat(told.failures().toString()).contains(strategy.equals("sse") ? "a/***" : "***");
  }

  @Test
  void trustsNoUnknownCertificate() throws Exception {
    try (var secured = new RealServer(Protocol.H1_TLS)) {
      ExternalServer server = server(secured.address().resolve("/"), "poll: {get: /feeds/f}");
      Subscriber subscriber = subscriber(server, "poll@1s");
      assertThatThrownBy(subscriber::connect).isInstanceOf(IOException.class);
      assertThat(told.failures()).singleElement().asString().contains("certificate");
    }
  }

  /** A session of Engine.IO that the server forgot is opened again. */
  @Test
  void speaksSocketIoByPolling() throws Exception {
    for (int i = 0; i < 2; i++) {
      answers.add(json("0{\"sid\":\"s-" + i + "\",\"pingInterval\":25000}"));
      answers.add(json("ok"));
      answers.add(json("40{\"sid\":\"x\"}"));
      answers.add(json("ok"));
      answers.add(json("42[\"position\",{\"seq\":" + (2 * i + 1) + "}]\u001e2"));
      answers.add(json("ok"));
      answers.add(json("42[\"position\",{\"seq\":" + (2 * i + 2) + "}]"));
      answers.add(status(400));
    }
    ExternalServer server =
        server(
            """
            preset: socket.io
            websocket:
              subscribe: [{send: '42["join"]'}]
              update: {when: {at: /data/0, is: position}, document: /data/1}
            """);
    Subscriber subscriber = poller(server, "long-poll");
    told.awaitVersion(4);
    subscriber.stop();
    assertThat(told.versions()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(told.failures().getFirst()).isEqualTo("unexpected status 400");
    String path = "/socket.io/?EIO=4&transport=polling";
    assertThat(asked(9))
        .hasToString(
            "[GET P, POST P&sid=s-0 40, GET P&sid=s-0, POST P&sid=s-0 42[\"join\"], GET P&sid=s-0, POST P&sid=s-0 3, GET P&sid=s-0, GET P&sid=s-0, GET P]"
                .replace("P&", path + "&")
                .replace("GET P", "GET " + path));
  }

  @Test
  void takesAnOlderVersionForNoChange() throws Exception {
    for (int seq : List.of(9, 8, 9, 10)) {
      answers.add(json("{\"seq\":" + seq + "}"));
    }
    usual = json("{\"seq\":10}");
    ExternalServer server = server("poll: {get: /}");
    Subscriber subscriber = poller(server, "poll@20ms");
    told.await(now -> now.versions().size() > 4);
    subscriber.stop();
    assertThat(told.versions().subList(0, 5)).containsExactly(1L, 2L, 1L, 3L, 3L);
    assertThat(server.goneBack()).isEqualTo(1);
  }
}
