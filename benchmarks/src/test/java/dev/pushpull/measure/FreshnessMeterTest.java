package dev.pushpull.measure;

import static dev.pushpull.measure.Logs.MS;
import static dev.pushpull.measure.Logs.published;
import static dev.pushpull.measure.Logs.seen;
import static dev.pushpull.measure.Logs.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.schedule.Window;
import org.junit.jupiter.api.Test;

/** Worked by hand: each case says its ramps. */
class FreshnessMeterTest {

  private static FreshnessMeter meter(PublishLog log, ObservationLog seen, Window window) {
    var meter = new FreshnessMeter();
    meter.add(log, seen, window);
    assertThat(meter.staleness.outOfRange() + meter.age.outOfRange()).isZero();
    return meter;
  }

  private static void assertStaleness(FreshnessMeter meter, double meanMillis, double fraction) {
    assertThat(meter.staleness.meanNanos()).isCloseTo(meanMillis * MS, within(1e-6 * MS));
    assertThat(meter.staleness.fractionAboveZero()).isCloseTo(fraction, within(1e-12));
  }

  @Test
  void noUpdateMeansNoStalenessAndGrowingAge() {
    PublishLog log = published(0);
    FreshnessMeter meter = meter(log, seen(log, 1, 10), window(100, 200, 200));
    assertStaleness(meter, 0, 0);
    assertThat(meter.age.meanNanos()).isEqualTo(150.0 * MS);
    assertThat(meter.peaks.count()).isZero();
  }

  @Test
  void oneUpdateSeenLaterIsOneRamp() {
    PublishLog log = published(0, 120);
    // Stale 0 → 30 ms over 30 of 100 ms.
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 150), window(100, 200, 200));
    assertStaleness(meter, 30 * 15 / 100.0, 0.3);
    // Age: 100 → 150 over 50 ms, then 30 → 80 over 50 ms.
    assertThat(meter.age.meanNanos()).isEqualTo((125 * 50 + 55 * 50) / 100.0 * MS);
    assertThat(meter.peaks.meanNanos()).isEqualTo(150.0 * MS);
  }

  @Test
  void severalUpdatesBetweenTwoPollsCountFromTheFirstMissed() {
    PublishLog log = published(0, 110, 120, 130);
    // Wrong since 110, mended by version 4 at 160: 0 → 50 ms.
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 4, 160), window(100, 200, 200));
    assertStaleness(meter, 50 * 25 / 100.0, 0.5);
  }

  @Test
  void arrivalOfAVersionThatIsAlreadyOldStaysStale() {
    PublishLog log = published(0, 110, 140);
    // 110–150 wrong by version 2; what came at 150 was version 2, superseded at 140: 10 → 30 until
    // 170.
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 150, 3, 170), window(100, 200, 200));
    assertStaleness(meter, (40 * 20 + 20 * 20) / 100.0, 0.6);
  }

  @Test
  void updateBeforeTheWindowStillCountsInsideIt() {
    PublishLog log = published(0, 80);
    // Wrong since 80: 20 → 50 ms inside the window until 130.
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 130), window(100, 200, 200));
    assertStaleness(meter, 30 * 35 / 100.0, 0.3);
  }

  @Test
  void integrationStopsAtTheWindowsEndAlthoughTheUpdateArrivesInTheDrain() {
    PublishLog log = published(0, 180);
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 250), window(100, 200, 300));
    assertStaleness(meter, 20 * 10 / 100.0, 0.2);
    assertThat(meter.peaks.count()).isZero();
  }

  @Test
  void updateInFlightAtTheWindowsEndButNeverSeen() {
    PublishLog log = published(0, 190, 230);
    FreshnessMeter meter = meter(log, seen(log, 1, 10), window(100, 200, 300));
    assertStaleness(meter, 10 * 5 / 100.0, 0.1);
  }

  @Test
  void edgesBelongToTheWindowsStartAndNotToItsEnd() {
    PublishLog log = published(0, 100, 200);
    // Published exactly at the start: stale from the first instant, 0 → 40. Published exactly at
    // the end: not at all.
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 140, 3, 210), window(100, 200, 300));
    assertStaleness(meter, 40 * 20 / 100.0, 0.4);
  }

  @Test
  void observationExactlyAtTheStartHoldsFromTheStart() {
    PublishLog log = published(0, 90);
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 100), window(100, 200, 200));
    assertStaleness(meter, 0, 0);
    assertThat(meter.peaks.count()).isEqualTo(1);
    assertThat(meter.peaks.meanNanos()).isEqualTo(100.0 * MS);
  }

  @Test
  void observationExactlyAtTheEndIsOutside() {
    PublishLog log = published(0, 150);
    FreshnessMeter meter = meter(log, seen(log, 1, 10, 2, 200), window(100, 200, 300));
    assertStaleness(meter, 50 * 25 / 100.0, 0.5);
    assertThat(meter.peaks.count()).isZero();
  }

  @Test
  void timeBeforeTheFirstUpdateIsHeldIsToldAndInNoFigure() {
    PublishLog log = published(0);
    FreshnessMeter meter = meter(log, seen(log, 1, 140), window(100, 200, 200));
    assertThat(meter.unheld.get()).isEqualTo(40 * MS);
    assertThat(meter.age.totalNanos()).isEqualTo(60 * MS);
  }

  @Test
  void subscriberThatSawNothingIsUnheldThroughout() {
    PublishLog log = published(0, 120);
    FreshnessMeter meter = meter(log, new ObservationLog(), window(100, 200, 200));
    assertThat(meter.unheld.get()).isEqualTo(100 * MS);
    assertThat(meter.staleness.totalNanos()).isZero();
  }

  @Test
  void observationBeforePublicationIsCountedAndNotClamped() {
    PublishLog log = published(0, 120);
    var meter = new FreshnessMeter();
    meter.add(log, seen(log, 1, 10, 2, 110), window(100, 200, 200));
    assertThat(meter.age.outOfRange()).isEqualTo(1);
  }

  @Test
  void slicesOfAWindowAddUpToTheWhole() {
    PublishLog log = published(0, 103, 118, 131, 150, 177);
    ObservationLog seen = seen(log, 1, 10, 2, 110, 4, 144, 5, 161, 6, 199);
    FreshnessMeter whole = meter(log, seen, window(100, 200, 200));
    var slices = new FreshnessMeter();
    for (int start = 100; start < 200; start += 20) {
      Mergeable.add(slices, meter(log, seen, window(start, start + 20, 200)));
    }
    assertThat(slices.staleness.meanNanos()).isCloseTo(whole.staleness.meanNanos(), within(1e-3));
    assertThat(slices.age.histogram()).isEqualTo(whole.age.histogram());
    assertThat(slices.staleness.histogram()).isEqualTo(whole.staleness.histogram());
    assertThat(slices.peaks.count()).isEqualTo(whole.peaks.count());
  }
}
