package dev.pushpull.target.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.target.TargetFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {

  private final MockWebServer web = new MockWebServer();
  private final ConcurrentLinkedQueue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    web.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            asked.add((request.getMethod() + " " + request.getTarget() + " " + body).strip());
            MockResponse next = answers.poll();
            return next == null ? status(201, "{\"seq\":" + asked.size() + "}") : next;
          }
        });
    web.start();
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private static MockResponse status(int code, String body, String... headers) {
    var answer = new MockResponse.Builder().code(code).body(body);
    for (int i = 0; i < headers.length; i += 2) {
      answer.addHeader(headers[i], headers[i + 1]);
    }
    return answer.build();
  }

  private ExternalServer server(String publish) {
    var spec =
        TargetFile.parse(
            "t.yaml",
            """
            name: orders
            url: %s
            feeds: {names: [o-17, o-18]}
            sign-in: [{post: /login, body: '{}', capture: {token: /token}}]
            headers: {Authorization: "Bearer ${token}"}
            update: {version: /seq}
            poll: {get: "/orders/${feed}"}
            websocket: {get: "/ws/${feed}"}
            %s
            truth: publish
            """
                .formatted(web.url("/"), publish));
    return new ExternalServer(spec, _ -> Optional.empty(), _ -> {});
  }

  private static final String REQUEST =
      "publish: {post: '/orders/${feed}', body: '{\"stamp\":${stamp}}', version: /seq, stamp-at:"
          + " /stamp}";

  private void signedIn() {
    answers.add(status(200, "{\"token\":\"secret-token\"}"));
  }

  @Test
  void publishesOverOneConnection() throws Exception {
    signedIn();
    try (var server = server(REQUEST);
        var publisher = new Publisher(server)) {
      long before = System.nanoTime();
      Published first = publisher.publish(0, 7);
      Published second = publisher.publish(1, 8);
      assertThat(first.accepted()).isTrue();
      assertThat(first.id()).isEqualTo(server.number(0, "2"));
      assertThat(second.id()).isEqualTo(server.number(1, "3"));
      assertThat(first.sentNanos()).isBetween(before, first.answeredNanos());
      assertThat(second.sentNanos()).isBetween(first.answeredNanos(), second.answeredNanos());
    }
    assertThat(asked)
        .containsExactly(
            "POST /login {}", "POST /orders/o-17 {\"stamp\":7}", "POST /orders/o-18 {\"stamp\":8}");
    for (int i = 0; i < 3; i++) {
      assertThat(web.takeRequest().getConnectionIndex()).isZero();
    }
  }

  /** 307 keeps what is sent, 303 does not; a 401 is asked again with the new token. */
  @Test
  void isRedirectedAndSignsInAgain() throws Exception {
    signedIn();
    answers.add(status(307, "", "Location", "/moved"));
    answers.add(status(401, ""));
    signedIn();
    answers.add(status(303, "", "Location", "/done"));
    try (var server = server(REQUEST);
        var publisher = new Publisher(server)) {
      assertThat(publisher.publish(0, 7).failure()).isEmpty();
    }
    assertThat(asked)
        .containsExactly(
            "POST /login {}",
            "POST /orders/o-17 {\"stamp\":7}",
            "POST /moved {\"stamp\":7}",
            "POST /login {}",
            "POST /orders/o-17 {\"stamp\":7}",
            "GET /done");
  }

  @Test
  void waitsWhereTheServerSaysSo() throws Exception {
    signedIn();
    answers.add(status(429, "", "Retry-After", "1"));
    try (var server = server(REQUEST);
        var publisher = new Publisher(server)) {
      Published refused = publisher.publish(0, 7);
      assertThat(refused.failure()).contains("POST /orders/${feed}: unexpected status 429");
      Published next = publisher.publish(0, 8);
      assertThat(next.accepted()).isTrue();
      assertThat(next.sentNanos() - refused.answeredNanos())
          .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(990));
      assertThat(server.rejections()).containsExactly(java.util.Map.entry(429, 1L));
    }
  }

  @Test
  void tellsWhatIsWrongWithoutSecrets() throws Exception {
    signedIn();
    answers.add(status(200, "{\"echo\":\"secret-token\"}"));
    answers.add(status(302, "", "Location", "http://127.0.0.1:1/?t=secret-token"));
    try (var server = server(REQUEST);
        var publisher = new Publisher(server)) {
      assertThat(publisher.publish(0, 7).failure())
          .contains("POST /orders/${feed}: no version at /seq in its answer");
      assertThat(publisher.publish(0, 8).failure().orElseThrow())
          .contains("which is another server")
          .doesNotContain("secret-token");
    }
  }

  @Test
  void publishesByMessages() throws Exception {
    signedIn();
    var heard = new CopyOnWriteArrayList<String>();
    answers.add(
        new MockResponse.Builder()
            .webSocketUpgrade(
                new WebSocketListener() {
                  @Override
                  public void onMessage(WebSocket socket, String text) {
                    heard.add(text);
                  }

                  @Override
                  public void onClosing(WebSocket socket, int code, String reason) {
                    socket.close(code, reason);
                  }
                })
            .build());
    try (var server = server("publish: {send: '{\"stamp\":${stamp}}', stamp-at: /stamp}");
        var publisher = new Publisher(server)) {
      Published first = publisher.publish(1, 7);
      assertThat(first.failure()).isEmpty();
      assertThat(first.answeredNanos()).isEqualTo(Published.NO_ANSWER);
      assertThat(publisher.publish(1, 8).accepted()).isTrue();
    }
    assertThat(heard).containsExactly("{\"stamp\":7}", "{\"stamp\":8}");
    assertThat(asked).containsExactly("POST /login {}", "GET /ws/o-18");
  }
}
