package dev.pushpull.target.external;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.target.TargetFile;
import dev.pushpull.target.external.TargetCheck.Finding;
import dev.pushpull.target.external.TargetCheck.Verdict;
import dev.pushpull.testkit.RealServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetCheckTest {

  private final List<Finding> found = new ArrayList<>();

  private boolean check(String yaml) throws Exception {
    var spec = TargetFile.parse("target.yaml", yaml);
    try (var check =
        new TargetCheck(
            spec,
            name -> name.equals("SECRET") ? Optional.of("open-sesame") : Optional.empty(),
            found::add)) {
      return check.run(true);
    }
  }

  private String told(String what) {
    return found.stream()
        .filter(finding -> finding.what().equals(what))
        .map(finding -> finding.verdict() + " " + finding.text())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of " + what + " in " + found));
  }

  /** Our own server as anybody's: what its clients see is what was published. */
  @Test
  void findsEveryWayOfARealServer() throws Exception {
    try (var server = new RealServer(Protocol.H1)) {
      server.publish();
      boolean good =
          check(
              """
              name: ours
              url: %s
              feeds: {names: [f]}
              update: {version: /version}
              poll: {get: "/feeds/${feed}"}
              sse: {get: "/feeds/${feed}"}
              websocket: {get: "/feeds/${feed}"}
              publish: {post: "/feeds/${feed}", body: "${stamp}", version: /version, stamp-at: /payload}
              truth: publish
              """
                  .formatted(server.address().resolve("/")));
      assertThat(found).allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
      assertThat(good).isTrue();
      assertThat(told("poll")).contains("GET /feeds/${feed}", "200 in", "version 2,");
      assertThat(told("poll again")).contains("304: conditional polls work");
      for (String way : List.of("poll", "sse", "websocket")) {
        assertThat(told("seen by " + way)).contains("version 3 after");
      }
    }
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /** Signs in by a cookie and a token, and again when the token is refused. */
  @Test
  void signsInAndAgainWhereItIsRefused() throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            private int signIns;
            private int polls;

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
              if (request.getTarget().equals("/login")) {
                signIns++;
                return json("{\"access\":{\"token\":\"token-" + signIns + "\"}}")
                    .newBuilder()
                    .addHeader("Set-Cookie", "session=s" + signIns + "-secret; Path=/")
                    .build();
              }
              boolean known =
                  ("Bearer token-" + signIns).equals(request.getHeaders().get("Authorization"))
                      && ("session=s" + signIns + "-secret")
                          .equals(request.getHeaders().get("Cookie"));
              if (!known || ++polls == 2) {
                return new MockResponse.Builder().code(401).build();
              }
              return json("{\"seq\":" + polls + "}");
            }
          });
      server.start();
      boolean good =
          check(
              """
              name: guarded
              url: %s
              headers: {Authorization: "Bearer ${token}"}
              sign-in: [{post: /login, body: '{"password":"${env:SECRET}"}', capture: {token: /access/token}}]
              update: {version: /seq}
              poll: {get: /orders}
              truth: counters
              """
                  .formatted(server.url("/")));
      assertThat(found.toString()).doesNotContain("open-sesame", "token-1", "token-2");
      assertThat(good).as(found.toString()).isTrue();
      assertThat(told("poll")).contains("sign-in 200", "version 1,");
      assertThat(told("poll again")).contains("401");
      assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"password\":\"open-sesame\"}");
    }
  }

  private static byte[] bomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[8 << 20]);
    }
    return bytes.toByteArray();
  }

  private static MockResponse odd(String kind, String elsewhere) throws IOException {
    return switch (kind) {
      case "no version" -> json("{\"data\":{\"other\":1}}");
      case "deep" -> json("[".repeat(200) + "]".repeat(200));
      case "elsewhere" ->
          new MockResponse.Builder().code(302).addHeader("Location", elsewhere).build();
      case "circle" ->
          new MockResponse.Builder().code(302).addHeader("Location", "/orders").build();
      case "bomb" ->
          new MockResponse.Builder()
              .addHeader("Content-Encoding", "gzip")
              .body(new Buffer().write(bomb()))
              .build();
      case "large" -> json("{\"a\":\"" + "x".repeat(5 << 20) + "\"}");
      case "time" -> json("{\"seq\":1,\"at\":1795608000}");
      case "guarded" -> new MockResponse.Builder().code(401).build();
      case "failing" -> new MockResponse.Builder().code(500).body("\u001b[31mbad").build();
      default -> throw new AssertionError(kind);
    };
  }

  /** Each in one line, and none without end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no version | no version at /seq in '{"data":{"other":1}}'
          deep       | JSON beyond its bounds
          elsewhere  | redirected to http://127.0.0.1:1/, which is another server
          circle     | redirected more than 5 times
          bomb       | larger than 1048576 bytes
          large      | larger than 1048576 bytes
          time       | the time at /at in ms is '1795608000'
          failing    | unexpected status 500
          guarded    | unexpected status 401
          """)
  void saysWhatIsWrongInOneLine(String kind, String expected) throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              try {
                return odd(kind, "http://127.0.0.1:1/");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }
          });
      server.start();
      boolean good =
          check(
              """
              name: odd
              url: %s
              update: {version: /seq, time: {at: /at, unit: ms}}
              poll: {get: /orders}
              truth: counters
              """
                  .formatted(server.url("/")));
      assertThat(good).isFalse();
      assertThat(told("poll")).startsWith("FAILED ").contains(expected);
      assertThat(told("poll").codePoints().noneMatch(Character::isISOControl)).isTrue();
      assertThat(server.getRequestCount()).isLessThan(10);
    }
  }

  /** A clock that is an hour off, and versions that come from two servers. */
  @Test
  void saysWhatCannotBe() throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            private long seq = 8;
            private String stamp = "0";

            @Override
            public synchronized MockResponse dispatch(RecordedRequest request) {
              if (request.getMethod().equals("POST")) {
                stamp = request.getBody().utf8();
                seq += 5;
                return json("{}");
              }
              seq += seq % 2 == 0 ? 1 : -1;
              long at = System.currentTimeMillis() / 1000 - 3600;
              return json("{\"seq\":%d,\"at\":%d,\"stamp\":%s}".formatted(seq, at, stamp));
            }
          });
      server.start();
      boolean good =
          check(
              """
              name: odd
              url: %s
              update: {version: /seq, time: {at: /at, unit: s}}
              poll: {get: /orders}
              publish: {post: /orders, body: "${stamp}", stamp-at: /stamp}
              truth: publish
              """
                  .formatted(server.url("/")));
      assertThat(good).isFalse();
      assertThat(told("update.version")).contains("of odd it went from 9 back to 8");
      assertThat(told("update.time"))
          .containsPattern("that it was published 3(599|60\\d)\\.\\d s earlier: look at the unit");
    }
  }

  @Test
  void stopsAtALongPollThatDoesNotWait() throws Exception {
    try (var server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return json("{\"seq\":7}");
            }
          });
      server.start();
      boolean good =
          check(
              """
              name: hasty
              url: %s
              update: {version: /seq}
              long-poll: {get: /orders}
              truth: counters
              """
                  .formatted(server.url("/")));
      assertThat(good).isFalse();
      assertThat(told("long-poll"))
          .contains("4 long polls in a row were answered within 100 ms with nothing new");
      int asked = server.getRequestCount();
      Thread.sleep(100);
      assertThat(server.getRequestCount()).isEqualTo(asked);
    }
  }

  /** Answers a close, as servers do. */
  private static class Peer extends WebSocketListener {
    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, reason);
    }
  }

  /** A WebSocket whose steps are said and heard in their order. */
  @Test
  void speaksAsTheFileSays() throws Exception {
    var heard = new ArrayList<String>();
    try (var server = new MockWebServer()) {
      server.enqueue(
          new MockResponse.Builder()
              .webSocketUpgrade(
                  new Peer() {
                    @Override
                    public void onMessage(WebSocket socket, String text) {
                      heard.add(text);
                      if (text.contains("subscribe")) {
                        socket.send("{\"type\":\"hello\"}");
                        socket.send("2");
                        socket.send("{\"type\":\"subscribed\",\"id\":\"i-9\"}");
                      } else if (text.contains("start")) {
                        socket.send("{\"type\":\"position\",\"data\":{\"seq\":41}}");
                      }
                    }
                  })
              .build());
      server.start();
      boolean good =
          check(
              """
              name: spoken
              url: %s
              feeds: {names: ['a "b"']}
              update: {version: /seq}
              websocket:
                get: /ws
                open:
                  - {send: '{"type":"subscribe","order":"${feed}"}'}
                  - {expect: {at: /type, is: subscribed}, capture: {sid: /id}}
                  - {send: '{"type":"start","sid":"${sid}"}'}
                update: {when: {at: /type, is: position}, document: /data}
                answer: [{when: {text: "2"}, send: "3"}]
              truth: counters
              """
                  .formatted(server.url("/")));
      assertThat(good).as(found.toString()).isTrue();
      assertThat(told("websocket")).contains("version 41");
      assertThat(heard)
          .containsExactly(
              "{\"type\":\"subscribe\",\"order\":\"a \\\"b\\\"\"}",
              "3",
              "{\"type\":\"start\",\"sid\":\"i-9\"}");
    }
  }

  @Test
  void saysWhichStepIsNotAnswered() throws Exception {
    try (var server = new MockWebServer()) {
      server.enqueue(
          new MockResponse.Builder()
              .webSocketUpgrade(
                  new Peer() {
                    @Override
                    public void onMessage(WebSocket socket, String text) {
                      socket.send("no such room");
                    }
                  })
              .build());
      server.start();
      boolean good =
          check(
              """
              name: silent
              url: %s
              update: {version: /seq}
              websocket: {get: /ws, open: [{send: hello}, {expect: {text: ready}}]}
              truth: counters
              """
                  .formatted(server.url("/")));
      assertThat(good).isFalse();
      assertThat(told("websocket"))
          .contains(
              "step 2 of 'open' was not answered within 10 s: no message with text 'ready'; what"
                  + " came last is 'no such room'");
    }
  }
}
