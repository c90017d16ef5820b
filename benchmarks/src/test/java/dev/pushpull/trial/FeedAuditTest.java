package dev.pushpull.trial;

import static dev.pushpull.trial.Made.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Exchange;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.trial.feed.FeedOutcome;
import dev.pushpull.verdict.LifeTotals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trial in which everything agrees; then each count is one off, and only its equation breaks. */
class FeedAuditTest {

  private static final ByteCounts BYTES = new ByteCounts(100, 500);
  private static final Counts COUNTS = Made.counts(3, 2, 1, 0);
  private static final ServerCounters SERVER = server("101", 1, 3, 1, 100, 500, 1);

  private static ServerCounters server(
      String status, long answers, long sent, long conflated, long in, long out, long opened) {
    return new ServerCounters(
        0,
        Map.of(status, answers),
        0,
        sent,
        conflated,
        in,
        out,
        opened,
        0,
        0,
        Map.of(),
        0,
        Made.log().newest() - 1,
        0,
        0,
        0,
        0,
        0);
  }

  /** Was sent 1, 2 and 4 on one WebSocket: the server conflated 3. */
  private static Probe listener() {
    var probe = new Probe(0, 0, 0);
    probe.onConnectionOpened();
    probe.onExchange(Made.exchange(Exchange.Kind.OPEN_STREAM, 50, 101));
    for (long version : new long[] {1, 2, 4}) {
      probe.onUpdate(Made.update(version), 1_300 * Made.MS);
    }
    return probe;
  }

  private static List<AuditCheck> audit(
      String strategy,
      List<PublishLog> logs,
      long unplanned,
      Life life,
      Counts counts,
      long outOfRange) {
    return new FeedOutcome(Made.spec(strategy), List.of(), logs, unplanned, life)
        .audit(counts, outOfRange)
        .checks();
  }

  private static List<AuditCheck> broken(Probe probe, ServerCounters server) {
    return broken(probe, server, BYTES, COUNTS, 0);
  }

  private static List<AuditCheck> broken(
      Probe probe, ServerCounters server, ByteCounts bytes, Counts counts, long outOfRange) {
    List<PublishLog> logs = List.of(Made.log());
    LifeTotals clients = Made.life(logs, probe);
    return audit("websocket", logs, 0, life(clients, server, bytes, true, true), counts, outOfRange)
        .stream()
        .filter(check -> !check.holds())
        .toList();
  }

  @Test
  void agrees() {
    assertThat(broken(listener(), SERVER)).isEmpty();
  }

  @Test
  void requestsOfEachStatus() {
    assertThat(broken(listener(), server("101", 2, 3, 1, 100, 500, 1)))
        .containsExactly(new AuditCheck("requests answered 101", 1, 2));
    assertThat(broken(listener(), server("503", 1, 3, 1, 100, 500, 1)))
        .containsExactly(
            new AuditCheck("requests answered 101", 1, 0),
            new AuditCheck("requests answered 503", 0, 1));
  }

  @Test
  void updatesSentAndConflated() {
    assertThat(broken(listener(), server("101", 1, 4, 1, 100, 500, 1)))
        .containsExactly(new AuditCheck("updates received = updates sent", 3, 4));
    assertThat(broken(listener(), server("101", 1, 3, 0, 100, 500, 1)))
        .containsExactly(new AuditCheck("versions skipped = conflated", 1, 0));
  }

  @Test
  void bytesAndConnections() {
    assertThat(broken(listener(), server("101", 1, 3, 1, 99, 500, 1)))
        .containsExactly(new AuditCheck("bytes up", 100, 99));
    assertThat(broken(listener(), server("101", 1, 3, 1, 100, 501, 1)))
        .containsExactly(new AuditCheck("bytes down", 500, 501));
    assertThat(broken(listener(), server("101", 1, 3, 1, 100, 500, 2)))
        .containsExactly(new AuditCheck("connections", 1, 2));
  }

  @Test
  void versionsMustNotFall() {
    Probe probe = listener();
    probe.onUpdate(Made.update(2), 1_301 * Made.MS);
    assertThat(broken(probe, server("101", 1, 4, 1, 100, 500, 1)))
        .containsExactly(new AuditCheck("versions going backwards", 1, 0));
  }

  @Test
  void messagesMustBeAsTheLogSays() {
    Update real = Made.update(4);
    var probe = new Probe(0, 0, 0);
    probe.onConnectionOpened();
    probe.onExchange(Made.exchange(Exchange.Kind.OPEN_STREAM, 50, 101));
    probe.onUpdate(Made.update(1), 1);
    probe.onUpdate(Made.update(2), 2);
    probe.onUpdate(
        new Update(real.feed(), 4, real.publishedAtNanos(), real.dueAtNanos(), "other"), 3);
    assertThat(broken(probe, SERVER))
        .containsExactly(new AuditCheck("messages that differ from the publish log", 1, 0));
  }

  @Test
  void valuesMustBePossibleAndPairsAddUp() {
    assertThat(broken(listener(), SERVER, BYTES, COUNTS, 1))
        .containsExactly(new AuditCheck("values out of range", 1, 0));
    assertThat(broken(listener(), SERVER, BYTES, Made.counts(4, 2, 1, 0), 0))
        .containsExactly(new AuditCheck("published = delivered + coalesced + undelivered", 4, 3));
  }

  @Test
  void updatesMustBeThoseOfTheArrivalsAndAllBeLogged() {
    List<PublishLog> logs = List.of(Made.log());
    var server = server("101", 1, 3, 1, 100, 500, 1);
    var unplanned =
        audit("websocket", logs, 2, life(new LifeTotals(), server, BYTES, true, true), COUNTS, 0);
    assertThat(unplanned).contains(new AuditCheck("updates that were not due", 2, 0));
    var other = new PublishLog();
    other.add(0, 0, 0);
    assertThat(
            audit(
                "websocket",
                List.of(other),
                0,
                life(new LifeTotals(), server, BYTES, true, true),
                COUNTS,
                0))
        .contains(new AuditCheck("updates logged = updates published", 0, server.published()));
    assertThat(
            audit(
                "websocket",
                List.of(other),
                0,
                life(new LifeTotals(), server, BYTES, true, false),
                COUNTS,
                0))
        .extracting(AuditCheck::name)
        .doesNotContain("updates logged = updates published");
  }

  @Test
  void onlyAStreamIsConflated() {
    List<AuditCheck> checks =
        audit(
            "long-poll",
            List.of(Made.log()),
            0,
            life(Made.life(List.of(Made.log()), listener()), SERVER, BYTES, true, true),
            COUNTS,
            0);
    assertThat(checks).extracting(AuditCheck::name).doesNotContain("versions skipped = conflated");
  }

  /** It counts neither, and an equation of a figure with itself would show nothing. */
  @Test
  void aBrowserIsNotHeldToBytesAndConnections() {
    List<AuditCheck> checks =
        audit(
            "websocket",
            List.of(Made.log()),
            0,
            life(Made.life(List.of(Made.log()), listener()), SERVER, BYTES, false, true),
            COUNTS,
            0);
    assertThat(checks)
        .extracting(AuditCheck::name)
        .doesNotContain("bytes up", "bytes down", "connections")
        .contains("updates received = updates sent", "versions skipped = conflated");
  }
}
