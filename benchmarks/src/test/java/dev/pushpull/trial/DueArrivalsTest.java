package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueArrivalsTest {

  /** Two feeds of which one has updates due at these ms after the window's start. */
  private static String digest(long start, long publisherLag, int feed, long... dueMillis) {
    var log = new PublishLog();
    log.add(0, 0, 0);
    for (long due : dueMillis) {
      long at = (start + due) * Made.MS;
      log.add(at + publisherLag, at, 0);
    }
    var rest = new PublishLog();
    rest.add(0, 0, 0);
    var logs = feed == 0 ? List.of(log, rest) : List.of(rest, log);
    var window = new Window(start * Made.MS, (start + 100) * Made.MS, (start + 100) * Made.MS);
    var probe = Made.poller();
    MeasuredWindow<WindowMeters> made = Made.window(probe);
    var measured = new MeasuredWindow<>(window, logs, made.meters(), made.open(), made.close());
    return DueArrivals.digest(List.of(measured));
  }

  @Test
  void hangsOnWhatWasDueInTheWindowOnly() {
    String digest = digest(1_000, 0, 0, 10, 20, 99);
    assertThat(digest).matches("[0-9a-f]{8}");
    assertThat(digest(5_000, 0, 0, 10, 20, 99)).as("another start").isEqualTo(digest);
    assertThat(digest(1_000, 77, 0, 10, 20, 99)).as("a later publisher").isEqualTo(digest);
    assertThat(digest(1_000, 0, 0, -1, 10, 20, 99, 100)).as("around it").isEqualTo(digest);
  }

  @Test
  void differsWhenAnArrivalOrItsFeedDoes() {
    String digest = digest(1_000, 0, 0, 10, 20, 99);
    assertThat(digest(1_000, 0, 0, 10, 21, 99)).isNotEqualTo(digest);
    assertThat(digest(1_000, 0, 0, 10, 20)).isNotEqualTo(digest);
    assertThat(digest(1_000, 0, 1, 10, 20, 99)).isNotEqualTo(digest);
  }
}
