package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedArrivalsTest {

  private static final long START = 5_000;
  private static final long SKIP = 60_000_000_000L;
  private static final Arrivals ARRIVALS = Arrivals.parse("poisson:100/s");
  private static final PlannedArrivals PLANNED = new PlannedArrivals(ARRIVALS, 7, START, SKIP);

  /** What a server that keeps to the seed publishes, late by any amount. */
  private static PublishLog published(long seed, int updates) {
    var log = new PublishLog();
    log.add(0, 0, 0);
    var times = ARRIVALS.times(seed);
    while (log.newest() <= updates) {
      long offset = times.nextNanos();
      if (offset >= SKIP) {
        long due = START + offset - SKIP;
        log.add(due + 123, due, 0);
      }
    }
    return log;
  }

  @Test
  void agreesWithWhatTheSeedWantedHoweverLateItCame() {
    assertThat(PLANNED.differing(published(7, 200))).isZero();
  }

  @Test
  void tellsAnotherSeedAndASkippedUpdate() {
    assertThat(PLANNED.differing(published(8, 200))).isEqualTo(200);
    PublishLog whole = published(7, 200);
    var holed = new PublishLog();
    for (int version = 1; version <= whole.newest(); version++) {
      if (version != 100) {
        holed.add(whole.publishedAt(version), whole.dueAt(version), 0);
      }
    }
    assertThat(PLANNED.differing(holed)).as("all from the hole on").isEqualTo(101);
  }

  @Test
  void aTraceEnds() {
    var trace = new Arrivals.Trace("t", List.of(10L, 20L));
    var planned = new PlannedArrivals(trace, 1, START, 0);
    var log = new PublishLog();
    log.add(0, 0, 0);
    log.add(START + 10, START + 10, 0);
    log.add(START + 20, START + 20, 0);
    assertThat(planned.differing(log)).isZero();
    log.add(START + 30, START + 30, 0);
    assertThat(planned.differing(log)).isEqualTo(1);
  }
}
