package dev.pushpull.measure;

import static dev.pushpull.measure.Logs.published;
import static dev.pushpull.measure.Logs.seen;
import static dev.pushpull.measure.Logs.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.schedule.Window;
import org.junit.jupiter.api.Test;

class DeliveryMeterTest {

  private static DeliveryMeter meter(PublishLog log, ObservationLog seen, Window window) {
    var meter = new DeliveryMeter();
    meter.add(log, seen, window);
    return meter;
  }

  private static double meanMillis(DeliveryMeter meter) {
    return meter.latency.meanNanos() / Logs.MS;
  }

  @Test
  void updatesBetweenTwoPollsAreCoalescedAndEachHasItsOwnLatency() {
    PublishLog log = published(0, 110, 120, 130);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 4, 160), window(100, 200, 300));
    assertThat(meter.coalesced.get()).isEqualTo(2);
    assertThat(meter.delivered.get()).isEqualTo(1);
    assertThat(meanMillis(meter)).isCloseTo((50 + 40 + 30) / 3.0, within(1e-9));
  }

  @Test
  void onlyUpdatesPublishedInsideCountButTheyAreFollowedIntoTheDrain() {
    PublishLog log = published(0, 99, 100, 199, 200);
    DeliveryMeter meter =
        meter(log, seen(log, 1, 10, 2, 101, 3, 103, 4, 250, 5, 260), window(100, 200, 300));
    assertThat(meter.delivered.get()).isEqualTo(2);
    assertThat(meanMillis(meter)).isCloseTo((3 + 51) / 2.0, within(1e-9));
  }

  @Test
  void unseenUpdateIsALowerBoundThatMarksEveryFigureItReaches() {
    PublishLog log = published(0, 110, 120, 130, 140);
    DeliveryMeter meter =
        meter(log, seen(log, 1, 10, 2, 111, 3, 121, 4, 131), window(100, 200, 300));
    assertThat(meter.undelivered.get()).isEqualTo(1);
    var distribution = meter.latency.distribution();
    assertThat(distribution.atLeast()).containsExactly("mean", "max");
    assertThat(distribution.max()).isEqualTo(160.0);
    assertThat(distribution.p50()).as("4 samples are too few for a median").isNull();
  }

  @Test
  void percentileAmongTheUnseenIsALowerBoundToo() {
    long[] at = new long[101];
    for (int i = 1; i <= 100; i++) {
      at[i] = 100L + i;
    }
    PublishLog log = published(at);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 31, 131), window(100, 201, 1_000));
    var distribution = meter.latency.distribution();
    assertThat(meter.undelivered.get()).isEqualTo(70);
    assertThat(distribution.atLeast()).containsExactly("mean", "p50", "p90", "max");
    assertThat(distribution.p95()).as("100 samples are too few for p95").isNull();
  }

  @Test
  void seenAfterTheDrainIsUndelivered() {
    PublishLog log = published(0, 150);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 2, 301), window(100, 200, 300));
    assertThat(meter.undelivered.get()).isEqualTo(1);
    assertThat(meanMillis(meter)).isEqualTo(150.0);
  }

  @Test
  void seenExactlyAtTheDrainsEndIsDelivered() {
    PublishLog log = published(0, 150);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 2, 300), window(100, 200, 300));
    assertThat(meter.delivered.get()).isEqualTo(1);
  }

  @Test
  void correctedCountsFromWhenTheUpdateWasDue() {
    var log = new PublishLog();
    log.add(0, 0, 0);
    log.add(150 * Logs.MS, 120 * Logs.MS, 0);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 2, 160), window(100, 200, 300));
    assertThat(meter.latency.meanNanos()).isEqualTo(10.0 * Logs.MS);
    assertThat(meter.corrected.meanNanos()).isEqualTo(40.0 * Logs.MS);
  }

  @Test
  void negativeLatencyIsCountedAndNotClamped() {
    PublishLog log = published(0, 150);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 2, 149), window(100, 200, 300));
    assertThat(meter.latency.outOfRange()).isEqualTo(1);
    assertThat(meter.latency.count()).isZero();
  }

  @Test
  void everyPairIsInExactlyOneClass() {
    PublishLog log = published(0, 110, 120, 130, 140, 150, 160);
    Window window = window(100, 200, 300);
    DeliveryMeter meter = meter(log, seen(log, 1, 10, 3, 125, 4, 131, 6, 155), window);
    assertThat(meter.delivered.get() + meter.coalesced.get() + meter.undelivered.get())
        .isEqualTo(log.publishedIn(window));
    assertThat(meter.delivered.get()).isEqualTo(3);
    assertThat(meter.coalesced.get()).isEqualTo(2);
  }
}
