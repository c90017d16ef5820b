package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.schedule.Window;
import org.junit.jupiter.api.Test;

class ChatMeterTest {

  private static final long MS = 1_000_000;
  private static final Window WINDOW = new Window(100 * MS, 200 * MS, 250 * MS);

  private final ChatMeter meter = new ChatMeter();
  private final SentLog sent = new SentLog();
  private final MessageLog log = new MessageLog();

  private void say(int sequence, long dueMillis, long sentMillis, long seenMillis) {
    sent.add(dueMillis * MS, sentMillis * MS);
    if (seenMillis > 0) {
      log.add(1 + sequence, 0, sequence, seenMillis * MS);
    }
  }

  @Test
  void messagesOfTheWindowAreFollowedIntoTheDrain() {
    say(1, 98, 99, 101);
    say(2, 100, 101, 104);
    say(3, 198, 199, 249);
    say(4, 199, 200, 201);
    meter.addSent(sent, WINDOW);
    meter.add(log, 0, sent, true, WINDOW);
    meter.add(log, 0, sent, false, WINDOW);
    assertThat(meter.sent()).isEqualTo(2);
    assertThat(meter.delivered.get()).isEqualTo(4);
    assertThat(meter.undelivered.get()).isZero();
    assertThat(meter.latency.meanNanos()).isEqualTo((3 + 50) * MS / 2.0);
    assertThat(meter.corrected.meanNanos()).isEqualTo((4 + 51) * MS / 2.0);
    assertThat(meter.echo.count()).isEqualTo(2);
    assertThat(meter.senderLag.meanNanos()).isEqualTo(MS);
    assertThat(meter.outOfRange()).isZero();
  }

  @Test
  void oneThatIsLateOrNeverComesIsAtLeastAsOldAsTheDrainsEnd() {
    say(1, 100, 150, 251);
    say(2, 100, 160, 0);
    meter.addSent(sent, WINDOW);
    meter.add(log, 0, sent, false, WINDOW);
    assertThat(meter.delivered.get()).isZero();
    assertThat(meter.undelivered.get()).isEqualTo(2);
    assertThat(meter.latency.meanNanos()).isEqualTo((100 + 90) * MS / 2.0);
    assertThat(meter.echo.count()).isZero();
  }

  @Test
  void metersAddUp() {
    say(1, 100, 101, 104);
    var one = new ChatMeter();
    one.addSent(sent, WINDOW);
    one.add(log, 0, sent, true, WINDOW);
    Mergeable.add(meter, one);
    Mergeable.add(meter, one);
    assertThat(meter.sent()).isEqualTo(2);
    assertThat(meter.delivered.get()).isEqualTo(2);
    assertThat(meter.echo.count()).isEqualTo(2);
  }

  @Test
  void aMessageThatCameBeforeItWasSentIsOutOfRange() {
    say(1, 100, 110, 105);
    meter.add(log, 0, sent, false, WINDOW);
    assertThat(meter.outOfRange()).isEqualTo(1);
  }
}
