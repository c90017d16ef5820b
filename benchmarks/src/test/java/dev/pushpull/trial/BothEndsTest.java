package dev.pushpull.trial;

import static dev.pushpull.trial.Made.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.engine.Exchange;
import dev.pushpull.measure.Mergeable;
import dev.pushpull.schedule.Window;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.truth.FeedTruth;
import dev.pushpull.truth.ProbeTruth;
import dev.pushpull.truth.Publish;
import dev.pushpull.truth.PublishTruth;
import dev.pushpull.truth.Sights;
import dev.pushpull.truth.Told;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * One subscriber that gets version 1 before the window, 2 at 1,006 and 3 at 1,510 ms, both of which
 * the harness published: 2 between 1,000 and 1,006, 3 between 1,500 and 1,502.
 */
class BothEndsTest {

  private static final Window WINDOW = new Window(1_003 * MS, 2_003 * MS, 2_100 * MS);

  private final SightProbe probe = new SightProbe(0, 0);

  private static Told stamp(long stamp) {
    return new Told(OptionalLong.of(stamp), OptionalLong.empty());
  }

  private static Publish publish(long stamp, long sentMillis, long answeredMillis) {
    long due = (sentMillis - 1) * MS;
    return new Publish(stamp, due, sentMillis * MS, answeredMillis * MS, true, 0);
  }

  private void see(long version, long atMillis) {
    probe.onUpdate(new Update("feed", version, 0, 0, ""), atMillis * MS);
  }

  private Sights sights() {
    see(1, 50);
    see(2, 1_006);
    see(3, 1_510);
    see(3, 1_600);
    return new Sights(List.of(Told.NOTHING, stamp(71), stamp(72)), List.of(probe.sights));
  }

  private BothEnds published() {
    Sights sights = sights();
    var publishes = List.of(publish(71, 1_000, 1_010), publish(72, 1_500, 1_502));
    FeedTruth truth = PublishTruth.of(publishes, sights);
    return BothEnds.of(WINDOW, List.of(truth), List.of(probe));
  }

  @Test
  void figuresAreGivenForBothEnds() {
    BothEnds ends = published();
    assertThat(ends.least.delivery.latency.meanNanos()).isEqualTo((0 + 8) / 2.0 * MS);
    assertThat(ends.most.delivery.latency.meanNanos()).isEqualTo((6 + 10) / 2.0 * MS);
    assertThat(ends.least.delivery.corrected.meanNanos()).isEqualTo((7 + 11) / 2.0 * MS);
    assertThat(ends.most.delivery.corrected.meanNanos()).isEqualTo((7 + 11) / 2.0 * MS);
    // Stale from 1,502, or from 1,000 (3 of 6 ms in the window) and 1,500, of 1,000 ms.
    assertThat(ends.least.freshness.staleness.fractionAboveZero()).isCloseTo(0.008, within(1e-12));
    assertThat(ends.most.freshness.staleness.fractionAboveZero()).isCloseTo(0.013, within(1e-12));
    assertThat(ends.outOfRange()).isZero();
    assertThat(ends.byMetric())
        .hasEntrySatisfying(
            "deliveryLatencyAtMost", all -> assertThat(all.getTotalCount()).isEqualTo(2));
  }

  @Test
  void updateAtTheEdgeBelongsToTheWindowForBothEnds() {
    BothEnds ends = published();
    assertThat(ends.least.published.get()).isEqualTo(2);
    assertThat(ends.most.published.get()).isEqualTo(2);
    assertThat(ends.most.delivery.delivered.get()).isEqualTo(2);
    assertThat(ends.most.messages.get()).isEqualTo(3);
  }

  @Test
  void ageOfWhatWasThereBeforeHasNoUpperBound() {
    BothEnds ends = published();
    assertThat(ends.deliveryUnbounded.get()).isZero();
    assertThat(ends.stalenessUnbounded.get()).isZero();
    assertThat(ends.ageUnbounded.get()).isEqualTo(1);
  }

  @Test
  void firstSightsBoundNothingFromAbove() {
    FeedTruth truth = ProbeTruth.of(sights());
    BothEnds ends = BothEnds.of(WINDOW, List.of(truth), List.of(probe));
    assertThat(ends.deliveryUnbounded.get()).isEqualTo(1);
    assertThat(ends.stalenessUnbounded.get()).isEqualTo(1);
    assertThat(ends.ageUnbounded.get()).isEqualTo(1);
    assertThat(ends.least.delivery.latency.meanNanos()).isZero();
  }

  @Test
  void addsUp() {
    BothEnds ends = published();
    var sum = new BothEnds();
    Mergeable.add(sum, ends);
    Mergeable.add(sum, ends);
    assertThat(sum.most.delivery.latency.count()).isEqualTo(4);
    assertThat(sum.ageUnbounded.get()).isEqualTo(2);
    assertThat(sum.any()).isSameAs(sum.least);
  }

  @Test
  void answerWithTheVersionThatIsHeldIsAnEmptyPoll() {
    see(7, 10);
    probe.onExchange(Made.exchange(Exchange.Kind.POLL, 10, 200));
    see(7, 20);
    probe.onExchange(Made.exchange(Exchange.Kind.POLL, 20, 200));
    see(6, 30); // An other client saw it before: it is newer.
    probe.onExchange(Made.exchange(Exchange.Kind.POLL, 30, 200));
    assertThat(probe.requests.emptyIn(new Window(0, 100 * MS, 100 * MS))).isEqualTo(1);
  }

  @Test
  void lifeCountsAllMessagesAndThoseThatWentBack() {
    Sights sights = sights();
    see(2, 1_700);
    var totals = new LifeTotals();
    probe.addTo(totals, ProbeTruth.of(sights));
    assertThat(totals.get(Total.MESSAGES)).isEqualTo(5);
    assertThat(totals.get(Total.FALLEN)).isEqualTo(1);
  }
}
