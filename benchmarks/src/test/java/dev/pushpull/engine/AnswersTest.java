package dev.pushpull.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.Recorder;
import dev.pushpull.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an odd answer comes to, which must be the same by every engine that polls: one poll gets it,
 * the polls before and after get updates 1 and 9.
 */
@Execution(ExecutionMode.CONCURRENT)
class AnswersTest {

  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String BODY = new String(ScriptedServer.update(5), ISO_8859_1);
  private static final int LENGTH = BODY.length();
  private static final String HALF = BODY.substring(0, 40);

  /** Another answer must not follow on the connection. */
  private static final boolean LOSES = true;

  /**
   * An answer and what it comes to.
   *
   * @param ends whether the server closes the connection after it
   * @param failure a pattern of the failure that is told; empty if none is
   */
  record Answer(
      String name, String bytes, boolean ends, boolean isRead, String failure, boolean loses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Answer read(String name, String bytes) {
    return new Answer(name, bytes, false, true, "", false);
  }

  private static Answer readAndLost(String name, String bytes) {
    return new Answer(name, bytes, true, true, "", true);
  }

  private static Answer failed(String name, String bytes, String failure, boolean loses) {
    return new Answer(name, bytes, loses, false, failure, loses);
  }

  private static String of(String status, String headers, String body) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body;
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static final String WHOLE = "Content-Length: " + LENGTH + "\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  private static List<Answer> answers() {
    return List.of(
        read("plain", of("200 OK", WHOLE, BODY)),
        read("no reason phrase", of("200", WHOLE, BODY)),
        read("headers in other letters", of("200 OK", "content-LENGTH:" + LENGTH + "\r\n", BODY)),
        read("line feeds alone", of("200 OK", WHOLE, BODY).replace("\r", "")),
        read("one chunk", of("200 OK", CHUNKED, chunk(BODY) + "0\r\n\r\n")),
        read(
            "chunks and trailers",
            of(
                "200 OK",
                CHUNKED,
                chunk(HALF) + chunk(BODY.substring(40)) + "0\r\nA: b\r\nC: d\r\n\r\n")),
        read(
            "chunks with extensions",
            of(
                "200 OK",
                CHUNKED,
                Integer.toHexString(LENGTH).toUpperCase(Locale.ROOT)
                    + ";a=b\r\n"
                    + BODY
                    + "\r\n0\r\n\r\n")),
        read("continue before", of("100 Continue", "", "") + of("200 OK", WHOLE, BODY)),
        read("hints before", of("103 Early Hints", "Link: x\r\n", "") + of("200 OK", WHOLE, BODY)),
        readAndLost("up to the end", of("200 OK", "", BODY)),
        readAndLost("closes", of("200 OK", "Connection: close\r\n" + WHOLE, BODY)),
        readAndLost(
            "HTTP/1.0",
            of("200 OK", "Connection: close\r\n" + WHOLE, BODY).replace("HTTP/1.1", "HTTP/1.0")),
        failed("a refusal", of("503 Busy", "Content-Length: 2\r\n", "no"), "status 503", false),
        failed("nothing modified", of("304 Not Modified", "", ""), "status 304", false),
        failed("no content", of("204 No Content", "", ""), "status 204", false),
        failed("no update", of("200 OK", "Content-Length: 2\r\n", "{}"), "invalid JSON", false),
        failed("nothing at all", "", "end of stream", LOSES),
        failed("half a status line", "HTTP/1.1 2", "end of stream", LOSES),
        failed("half a head", "HTTP/1.1 200 OK\r\nContent-Le", "end of stream", LOSES),
        failed("half a body", of("200 OK", WHOLE, HALF), "end of stream", LOSES),
        failed("half a chunk", of("200 OK", CHUNKED, "ff\r\n" + HALF), "end of stream", LOSES),
        failed(
            "no last chunk", of("200 OK", CHUNKED, chunk(BODY)), "end of stream|was closed", LOSES),
        failed("rubbish", "SSH-2.0-OpenSSH_9.6\r\n\r\n", "Unexpected status line", LOSES),
        failed("rubbish for a size", of("200 OK", CHUNKED, "zz\r\n" + BODY), "chunk|0x7a", LOSES));
  }

  record Case(EngineFixture engine, Answer answer, int piece) {
    @Override
    public String toString() {
      return "%s by %s, %s".formatted(answer, engine, piece == 0 ? "whole" : "in pieces");
    }
  }

  private static Stream<Case> cases() {
    return Stream.of(EngineFixture.OKHTTP, EngineFixture.NETTY)
        .flatMap(
            engine ->
                answers().stream()
                    .flatMap(
                        answer -> Stream.of(0, 7).map(piece -> new Case(engine, answer, piece))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesToTheSame(Case of) throws Exception {
    var told = new Recorder();
    Answer answer = of.answer();
    try (var server =
            new ScriptedServer(
                (peer, index) -> {
                  if (index == 0) {
                    peer.readHead();
                    peer.sendUpdate(1);
                    peer.readHead();
                    send(peer, answer.bytes(), of.piece());
                    if (answer.ends()) {
                      return;
                    }
                  }
                  while (!peer.readHead().isEmpty()) {
                    peer.sendUpdate(9);
                  }
                });
        var engine = of.engine().make(Protocol.H1);
        var fleet =
            engine.subscribers(
                new FleetOrder(
                    Strategy.parse("poll@20ms"), List.of(server.feed()), Duration.ofSeconds(5)),
                _ -> told)) {
      assertThat(fleet.connect(ConnectRamp.USUAL)).isEmpty();
      fleet.start(0, new FixedSchedule(System.nanoTime(), INTERVAL));
      told.awaitVersion(9);
      fleet.stop();
      assertThat(fleet.awaitQuiet(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(told.versions().stream().distinct())
        .isEqualTo(answer.isRead() ? List.of(1L, 5L, 9L) : List.of(1L, 9L));
    if (answer.failure().isEmpty()) {
      assertThat(told.failures()).isEmpty();
    } else {
      assertThat(told.failures()).singleElement().asString().containsPattern(answer.failure());
    }
    assertThat(told.all(Recorder.Connected.class)).hasSize(answer.loses() ? 2 : 1);
    assertThat(told.all(Recorder.Reconnect.class)).hasSize(answer.loses() ? 1 : 0);
  }

  private static void send(ScriptedServer.Peer peer, String bytes, int piece) throws IOException {
    byte[] all = bytes.getBytes(ISO_8859_1);
    int length = piece == 0 ? Math.max(1, all.length) : piece;
    for (int from = 0; from < all.length; from += length) {
      peer.send(Arrays.copyOfRange(all, from, Math.min(from + length, all.length)));
      if (piece > 0) {
        LockSupport.parkNanos(100_000); // TCP would put them together.
      }
    }
  }
}
