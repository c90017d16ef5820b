package dev.pushpull.trial;

import static dev.pushpull.engine.Exchange.Kind.CONNECT;
import static dev.pushpull.engine.Exchange.Kind.LONG_POLL;
import static dev.pushpull.engine.Exchange.Kind.OPEN_STREAM;
import static dev.pushpull.engine.Exchange.Kind.POLL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.FixedTicks;
import dev.pushpull.measure.NotedSchedule;
import dev.pushpull.schedule.FeedbackSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {

  private final Probe probe = new Probe(0, 0, 0);

  private static LifeTotals life(Probe probe) {
    return Made.life(List.of(Made.log()), probe);
  }

  private void sees(long version, long atMillis) {
    probe.onUpdate(Made.update(version), atMillis * Made.MS);
  }

  @Test
  void aPollIsEmptyWhenItBringsNothingNewer() {
    sees(1, 52);
    probe.onExchange(Made.exchange(CONNECT, 50, 200));
    sees(1, 1_002);
    probe.onExchange(Made.exchange(POLL, 1_000, 200));
    probe.onExchange(Made.exchange(POLL, 1_100, 304));
    sees(2, 1_202);
    probe.onExchange(Made.exchange(POLL, 1_200, 200));
    probe.onExchange(Made.exchange(POLL, 1_300, 503));
    assertThat(probe.requests.sentIn(Made.WINDOW)).isEqualTo(3);
    assertThat(probe.requests.emptyIn(Made.WINDOW)).isEqualTo(2);
    assertThat(probe.observations.duplicatesIn(Made.WINDOW)).isEqualTo(1);
    assertThat(life(probe).answersByStatus()).isEqualTo(Map.of(200, 3L, 304, 1L, 503, 1L));
  }

  @Test
  void aLongPollThatTimesOutIsCountedApart() {
    sees(1, 52);
    probe.onExchange(Made.exchange(CONNECT, 50, 200));
    probe.onExchange(Made.exchange(LONG_POLL, 1_000, 304));
    sees(2, 1_100);
    probe.onExchange(Made.exchange(LONG_POLL, 1_050, 200));
    assertThat(probe.requests.sentIn(Made.WINDOW)).isEqualTo(2);
    assertThat(probe.requests.emptyIn(Made.WINDOW)).as("timed out").isEqualTo(1);
  }

  @Test
  void gapsAreTheServersOnlyWithinAConnection() {
    probe.onConnectionOpened();
    sees(1, 10);
    probe.onConnectionOpened();
    sees(4, 20);
    assertThat(life(probe).get(Total.SKIPPED)).isZero();

    var other = new Probe(0, 0, 0);
    other.onConnectionOpened();
    other.onUpdate(Made.update(1), 10);
    other.onUpdate(Made.update(4), 20);
    assertThat(life(other).get(Total.SKIPPED)).isEqualTo(2);
    assertThat(life(probe).get(Total.CONNECTIONS)).isEqualTo(2);
  }

  @Test
  void countsStreamsReconnectsAndFailures() {
    probe.onExchange(Made.exchange(OPEN_STREAM, 10, 101));
    probe.onReconnect();
    probe.onFailure("reset");
    probe.onFailure("refused");
    probe.onExchange(Made.exchange(OPEN_STREAM, 20, 101));
    assertThat(life(probe).get(Total.HANDSHAKES)).isEqualTo(2);
    assertThat(life(probe).get(Total.RECONNECTS)).isEqualTo(1);
    assertThat(probe.failures()).isEqualTo(2);
    assertThat(life(probe).firstFailure()).isEqualTo("reset");
    assertThat(probe.requests.size()).isZero();
  }

  @Test
  void takesTheServersClockOffItsInstants() {
    var shifted = new Probe(0, 0, 5);
    shifted.onUpdate(Made.update(2), 1_052 * Made.MS);
    assertThat(shifted.observations.differing(Made.log())).isEqualTo(1);
    var exact = new Probe(0, 0, 0);
    exact.onUpdate(Made.update(2), 1_052 * Made.MS);
    assertThat(exact.observations.differing(Made.log())).isZero();
  }

  @Test
  void isSettledWhenTheVersionIsHeldAndTheLastTickAnswered() {
    probe.setTicks(new FixedTicks(1_000 * Made.MS, 100 * Made.MS));
    long end = 1_200 * Made.MS; // the last tick before it is 1,100
    sees(2, 1_002);
    probe.onExchange(Made.exchange(POLL, 1_000, 200));
    assertThat(probe.settled(2, end)).isFalse();
    probe.onExchange(Made.exchange(POLL, 1_100, 304));
    assertThat(probe.settled(2, end)).isTrue();
    assertThat(probe.settled(3, end)).isFalse();
  }

  @Test
  void whereAnswersMakeTheTicksItIsSettledWhenNoneDueIsUnanswered() {
    var noted =
        new NotedSchedule(FeedbackSchedule.backoff(1_000 * Made.MS, 100 * Made.MS, 400 * Made.MS));
    probe.setTicks(noted);
    long end = 1_200 * Made.MS;
    sees(2, 1_002);
    probe.onExchange(Made.exchange(POLL, 1_000, 200));
    long due = noted.nextNanos(1_002 * Made.MS, true, PollSchedule.NO_HINT);
    assertThat(due).isLessThan(end);
    assertThat(probe.settled(2, end)).isFalse();
    probe.onExchange(Made.exchange(POLL, 1_102, 304));
    noted.nextNanos(1_104 * Made.MS, false, PollSchedule.NO_HINT); // due at 1,304
    assertThat(probe.settled(2, end)).isTrue();
    assertThat(probe.settled(3, end)).isFalse();
  }
}
