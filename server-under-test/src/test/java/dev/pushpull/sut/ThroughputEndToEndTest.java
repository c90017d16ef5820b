package dev.pushpull.sut;

import static dev.pushpull.sut.proc.OptionalProgram.WRK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.testkit.Await;
import dev.pushpull.sut.testkit.ChildJvm;
import dev.pushpull.sut.testkit.ChildServer;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.sut.testkit.RawClient;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What the server adds to a poll is little beside what Undertow takes for it: it answers at least
 * nine tenths as many as {@link BareUndertow}, in the same kind of JVM and in turn with it.
 *
 * <pre>
 *   wrk -t1 -c16 ──┬── GET /feeds/f0 ── server under test, child JVM
 *   1 s each       └── the same ─────── BareUndertow, child JVM
 * </pre>
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs(WRK)
@Tag("alone")
final class ThroughputEndToEndTest {

  private static final double LEAST = 0.9;
  private static final int PAIRS = 5;
  private static final int WARM_UP_SECONDS = 1;

  /**
   * The machine is shared: the server is too slow if it is so in each of these. Single rounds of
   * one and the same build were seen between 0.74 and 1.40.
   */
  private static final int ROUNDS = 8;

  private static final int CONNECTIONS = 16;

  private Wrk wrk;
  @AutoClose private ChildServer server;
  @AutoClose private ChildJvm bare;
  private String[] barePorts;

  @BeforeAll
  void start() throws Exception {
    wrk = Wrk.find();
    server = new ChildServer();
    try (var client = new RawClient(server.port)) {
      RawClient.Answer poll = client.exchange("GET", ChildServer.PATH);
      bare = new ChildJvm(BareUndertow.class, poll.header("etag"), poll.body());
    }
    barePorts = bare.line().split(" ", -1);
  }

  @Test
  void ofPolls() throws Exception {
    assertNearlyAsFast(200, Integer.parseInt(barePorts[0]), List.of());
  }

  @Test
  void ofConditionalPolls() throws Exception {
    assertNearlyAsFast(304, Integer.parseInt(barePorts[1]), List.of("If-None-Match: \"1\""));
  }

  private void assertNearlyAsFast(int status, int barePort, List<String> headers) throws Exception {
    assertSameAnswer(status, barePort, headers);
    drive(server.port, WARM_UP_SECONDS, headers);
    drive(barePort, WARM_UP_SECONDS, headers);
    double best = 0;
    for (int round = 0; round < ROUNDS && best < LEAST; round++) {
      var rates =
          Alternation.of(PAIRS, () -> counted(status, headers), () -> drive(barePort, 1, headers));
      System.err.printf(
          "%d: %.0f/s beside %.0f/s bare, ratio %.3f%n",
          status, rates.oursMedian(), rates.floorMedian(), rates.ratio());
      best = Math.max(best, rates.ratio());
    }
    assertThat(best)
        .as("rate of %d beside a bare Undertow's", status)
        .isGreaterThanOrEqualTo(LEAST);
  }

  private double drive(int port, int seconds, List<String> headers) throws Exception {
    return wrk.drive("http://127.0.0.1:" + port + ChildServer.PATH, seconds, headers).perSecond();
  }

  /**
   * Drives the server, which must count each answer. What is on its way when the time is over is
   * counted too, though the generator does not; so may be what was left of the time before.
   */
  private double counted(int status, List<String> headers) throws Exception {
    long before = server.answered(status);
    Wrk.Reading reading =
        wrk.drive("http://127.0.0.1:" + server.port + ChildServer.PATH, 1, headers);
    long least = before + reading.requests();
    Await.until("each answer is counted", () -> server.answered(status) >= least);
    assertThat(server.answered(status)).isBetween(least, least + 2 * CONNECTIONS);
    return reading.perSecond();
  }

  /** The two do the same work, to the byte. */
  private void assertSameAnswer(int status, int barePort, List<String> headers) throws Exception {
    try (var ours = new RawClient(server.port);
        var floor = new RawClient(barePort)) {
      String[] lines = headers.toArray(String[]::new);
      RawClient.Answer answer = ours.exchange("GET", ChildServer.PATH, lines);
      RawClient.Answer constant = floor.exchange("GET", ChildServer.PATH, lines);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(constant.status()).isEqualTo(status);
      assertThat(constant.body()).isEqualTo(answer.body());
      assertThat(constant.headers().keySet()).isEqualTo(answer.headers().keySet());
      assertThat(floor.received()).isEqualTo(ours.received());
    }
  }
}
