package dev.pushpull.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.FreshnessMeter;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.schedule.Window;
import dev.pushpull.truth.SimulatedServer.Event;
import org.HdrHistogram.Histogram;

/** What clients experienced, by one log of a feed. */
final class Figures {

  static final Window WINDOW =
      new Window(
          SimulatedServer.START + 2_000 * SimulatedServer.MS,
          SimulatedServer.START + 7_000 * SimulatedServer.MS,
          SimulatedServer.END);

  private static final double[] PERCENTILES = {0, 10, 50, 75, 90, 95, 99, 99.9, 100};

  final DeliveryMeter delivery = new DeliveryMeter();
  final FreshnessMeter freshness = new FreshnessMeter();

  Figures(FeedTruth truth, PublishLog log, SimulatedServer server) {
    for (SightLog sights : server.logs) {
      ObservationLog seen = truth.observations(sights);
      delivery.add(log, truth.latest(), seen, WINDOW);
      freshness.add(log, seen, WINDOW);
      assertThat(seen.fallen.get()).isZero();
    }
    assertThat(delivery.outOfRange() + freshness.outOfRange()).isZero();
  }

  /** The same updates in the same order, each when it really was published. */
  static PublishLog real(FeedTruth truth, SimulatedServer server) {
    var log = new PublishLog();
    for (Published update : truth.updates()) {
      Event event = server.event(update);
      log.add(event.published(), event.due(), 0);
    }
    return log;
  }

  /** That none of these figures is above that of others. */
  void assertAtMost(Figures most) {
    assertAtMost(delivery.latency.meanNanos(), most.delivery.latency.meanNanos());
    assertAtMost(delivery.latency.histogram(), most.delivery.latency.histogram());
    var staleness = freshness.staleness;
    assertAtMost(staleness.meanNanos(), most.freshness.staleness.meanNanos());
    assertAtMost(staleness.histogram(), most.freshness.staleness.histogram());
    assertAtMost(staleness.fractionAboveZero(), most.freshness.staleness.fractionAboveZero());
    assertAtMost(freshness.age.meanNanos(), most.freshness.age.meanNanos());
    assertAtMost(freshness.age.histogram(), most.freshness.age.histogram());
    assertAtMost(freshness.peaks.meanNanos(), most.freshness.peaks.meanNanos());
    assertAtMost(freshness.peaks.histogram(), most.freshness.peaks.histogram());
    assertThat(delivery.delivered.get()).isEqualTo(most.delivery.delivered.get());
    assertThat(delivery.coalesced.get()).isEqualTo(most.delivery.coalesced.get());
    assertThat(delivery.undelivered.get()).isEqualTo(most.delivery.undelivered.get());
  }

  private static void assertAtMost(double figure, double most) {
    assertThat(figure).isFinite().isLessThanOrEqualTo(most + Math.abs(most) * 1e-12);
  }

  private static void assertAtMost(Histogram figures, Histogram most) {
    assertThat(figures.getTotalCount()).isPositive().isEqualTo(most.getTotalCount());
    for (double percentile : PERCENTILES) {
      assertThat(figures.getValueAtPercentile(percentile))
          .isLessThanOrEqualTo(most.getValueAtPercentile(percentile));
    }
  }
}
