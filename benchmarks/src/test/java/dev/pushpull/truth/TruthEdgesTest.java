package dev.pushpull.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.measure.DeliveryMeter;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.schedule.Window;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Worked by hand. */
class TruthEdgesTest {

  /** A client that got (version, instant) pairs. */
  private static SightLog log(long... versionsAndNanos) {
    var log = new SightLog();
    for (int i = 0; i < versionsAndNanos.length; i += 2) {
      log.add(versionsAndNanos[i], versionsAndNanos[i + 1]);
    }
    return log;
  }

  /** What versions 1, 2, … told; stamp 0 is none. */
  private static List<Told> stamps(long... stamps) {
    return LongStream.of(stamps)
        .mapToObj(
            stamp ->
                stamp == 0 ? Told.NOTHING : new Told(OptionalLong.of(stamp), OptionalLong.empty()))
        .toList();
  }

  private static List<Told> times(long... times) {
    return LongStream.of(times)
        .mapToObj(time -> new Told(OptionalLong.empty(), OptionalLong.of(time)))
        .toList();
  }

  private static Publish publish(long stamp, long sent, long answered, long version) {
    return new Publish(stamp, sent, sent, answered, true, version);
  }

  private static Published own(long version, long due, long earliest, long latest) {
    return new Published(version, OptionalLong.of(due), earliest, latest);
  }

  private static Published other(long version, long earliest, long latest) {
    return new Published(version, OptionalLong.empty(), earliest, latest);
  }

  @Test
  void webSocketSeesItBeforeTheAnswerAndAServerThatShowsItLaterHasItWhenItAnswers() {
    var sights = new Sights(stamps(0, 71, 72), List.of(log(1, 5, 2, 104, 3, 260)));
    var publishes = List.of(publish(71, 100, 110, 0), publish(72, 200, 210, 0));
    assertThat(PublishTruth.of(publishes, sights).updates())
        .containsExactly(
            other(1, Published.UNKNOWN, 5), own(2, 100, 100, 104), own(3, 200, 200, 210));
  }

  @Test
  void otherVersionWithTheSameStampIsSomebodyElses() {
    // Somebody changed what the stamp says nothing of, and a client saw that first.
    var sights = new Sights(stamps(71, 71), List.of(log(1, 130), log(2, 140, 1, 150)));
    FeedTruth named = PublishTruth.of(List.of(publish(71, 100, 110, 2)), sights);
    assertThat(named.updates()).containsExactly(own(2, 100, 100, 110), other(1, 100, 130));
    assertThat(named.counts()).isEqualTo(new TruthCounts(1, 0, 0, 1, 0, 0));
  }

  @Test
  void stampThatWasSeenBeforeItWasSentIsOfAnEarlierTrial() {
    var sights = new Sights(stamps(71), List.of(log(1, 50)));
    TruthCounts counts = PublishTruth.of(List.of(publish(71, 100, 110, 0)), sights).counts();
    assertThat(counts.own()).isEqualTo(1);
    assertThat(counts.neverSeen()).isEqualTo(1);
    assertThat(counts.isWithoutMatch()).isTrue();
  }

  @Test
  void publishWithoutAnswerIsAnUpdateIfItWasSeen() {
    var lost = new Publish(71, 90, 100, Publish.UNANSWERED, false, 0);
    var seen = new Publish(72, 190, 200, Publish.UNANSWERED, false, 0);
    var refused = new Publish(73, 290, 300, 310, false, 0);
    var sights = new Sights(stamps(72), List.of(log(1, 230)));
    FeedTruth truth = PublishTruth.of(List.of(lost, seen, refused), sights);
    assertThat(truth.updates()).containsExactly(own(1, 190, 200, 230));
    assertThat(truth.counts()).isEqualTo(new TruthCounts(1, 0, 1, 0, 0, 0));
  }

  @Test
  void placeOfForeignUpdateBesideOneThatNobodySawIsGuessed() {
    var sights = new Sights(stamps(71, 0, 73), List.of(log(1, 115, 2, 250, 3, 315)));
    var publishes =
        List.of(publish(71, 100, 110, 0), publish(72, 200, 210, 0), publish(73, 300, 310, 0));
    FeedTruth truth = PublishTruth.of(publishes, sights);
    assertThat(truth.updates())
        .containsExactly(
            own(1, 100, 100, 110),
            own(0, 200, 200, 210),
            other(2, 100, 250),
            own(3, 300, 300, 310));
    assertThat(truth.counts()).isEqualTo(new TruthCounts(3, 1, 0, 1, 1, 0));
  }

  @Test
  void clientsThatSawTheSameInDifferentOrdersContradictEachOther() {
    var sights = new Sights(stamps(0, 0), List.of(log(1, 10, 2, 20), log(2, 15, 1, 25)));
    assertThat(ProbeTruth.of(sights).counts().contradicted()).isEqualTo(1);
  }

  @Test
  void firstSightOrdersWhatNoClientSawInAnotherOrder() {
    // The second client's first answer came late: it had been read before version 1 was there.
    var sights = new Sights(stamps(0, 0), List.of(log(1, 10), log(2, 15, 1, 25)));
    FeedTruth truth = ProbeTruth.of(sights);
    assertThat(truth.updates())
        .containsExactly(other(2, Published.UNKNOWN, 10), other(1, Published.UNKNOWN, 10));
    assertThat(truth.ordinal(1)).isEqualTo(2);
    assertThat(truth.ordinal(3)).isZero();
  }

  @Test
  void whatGoesBackOrComesTwiceIsCountedByOrdinals() {
    var sights = new Sights(stamps(0, 0, 0), List.of(log(1, 10, 2, 20, 1, 30, 3, 40, 3, 50)));
    FeedTruth truth = ProbeTruth.of(sights);
    ObservationLog seen = truth.observations(log(1, 10, 2, 20, 1, 30, 3, 40, 3, 50, 4, 60));
    assertThat(seen.size()).isEqualTo(3);
    assertThat(seen.fallen.get()).isEqualTo(1);
    assertThat(seen.duplicatesIn(new Window(0, 100, 100))).isEqualTo(1);
  }

  @Test
  void fastPollBoundsWhatItSkippedToo() {
    SightLog poller = log(1, 14, 3, 34);
    var requests = new RequestLog();
    requests.add(10, 10, 14, false);
    requests.add(20, 20, 24, true);
    requests.add(30, 30, 34, false);
    var sights = new Sights(stamps(0, 0, 0), List.of(poller, log(1, 12, 2, 31, 3, 33)));
    assertThat(FastPollTruth.of(sights, poller, requests).updates())
        .containsExactly(other(1, Published.UNKNOWN, 12), other(2, 20, 31), other(3, 20, 33));
  }

  @Test
  void fastPollThatGoesBackTellsNothingOfWhatCameBefore() {
    SightLog poller = log(1, 14, 2, 24, 1, 34, 3, 44);
    var requests = new RequestLog();
    for (long at = 10; at <= 40; at += 10) {
      requests.add(at, at, at + 4, false);
    }
    var sights = new Sights(stamps(0, 0, 0), List.of(poller));
    FeedTruth truth = FastPollTruth.of(sights, poller, requests);
    assertThat(truth.updates())
        .containsExactly(other(1, Published.UNKNOWN, 14), other(2, 10, 24), other(3, 20, 44));
    assertThat(truth.counts().contradicted()).isZero();
  }

  @Test
  void equalTimesAreInTheOrderOfSightAndVersionsWithoutTimeFollowWhatWasSeenBefore() {
    var told =
        List.of(
            times(2_000).getFirst(),
            times(1_000).getFirst(),
            times(1_000).getFirst(),
            Told.NOTHING);
    var sights = new Sights(told, List.of(log(3, 1_300, 2, 1_400, 4, 1_500, 1, 2_600)));
    var times =
        new TimeTruth(
            List.of(sights), Optional.of(new ClockOffset(0, 0, ClockOffset.Source.EXCHANGES)));
    assertThat(times.step()).isEqualTo(new StampStep(1_000, 2, 10));
    FeedTruth truth = times.of(sights);
    assertThat(truth.updates())
        .containsExactly(
            other(3, 1_000, 1_300),
            other(2, 1_000, 1_400),
            other(4, 1_000, 1_500),
            other(1, 2_000, 2_600));
    assertThat(truth.counts().guessed()).isZero();
  }

  @Test
  void timesThatAreAheadOfTheSightsAreNotOfTheClockThatTheyShouldBe() {
    // Rounded to the nearest second, not down.
    var sights = new Sights(times(2_000_000_000L), List.of(log(1, 1_700_000_000L)));
    var times =
        new TimeTruth(
            List.of(sights), Optional.of(new ClockOffset(0, 0, ClockOffset.Source.SAME_HOST)));
    assertThat(times.offset()).hasValueSatisfying(at -> assertThat(at.isTwoSided()).isFalse());
    assertThat(times.of(sights).updates())
        .containsExactly(other(1, Published.UNKNOWN, 1_700_000_000L));
  }

  @Test
  void noTimeAtAllLeavesTheSights() {
    var sights = new Sights(stamps(0), List.of(log(1, 10)));
    var times = new TimeTruth(List.of(sights), Optional.empty());
    assertThat(times.offset()).isEmpty();
    assertThat(times.of(sights).updates()).containsExactly(other(1, Published.UNKNOWN, 10));
    assertThat(new Told(OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE)))
        .isEqualTo(Told.NOTHING);
  }

  @Test
  void exchangesThatDisagreeTellNoOffset() {
    var first = new ClockOffset.Exchange(0, 5_000_000, 100);
    var later = new ClockOffset.Exchange(1_000, 9_000_000, 1_100);
    assertThat(ClockOffset.of(List.of(first, later), 1_000)).isEmpty();
    assertThat(ClockOffset.of(List.of(), 1_000)).isEmpty();
    assertThat(ClockOffset.of(List.of(first), 1_000))
        .contains(new ClockOffset(4_999_899, 5_001_001, ClockOffset.Source.EXCHANGES));
    var set = new ClockOffset(4_999_000, 4_999_100, ClockOffset.Source.EXCHANGES);
    assertThat(ClockOffset.of(List.of(first), 1_000).orElseThrow().or(set).widthNanos())
        .isEqualTo(2_001);
  }

  @Test
  void stepIsTheCoarsestThatAllTimesAreMultiplesOf() {
    assertThat(StampStep.of(() -> LongStream.of(5_000_000_000L, 7_120_000_000L)))
        .isEqualTo(new StampStep(10_000_000, 2, 10))
        .satisfies(step -> assertThat(step.chanceOfFiner()).isCloseTo(0.01, within(1e-12)));
    assertThat(StampStep.of(() -> LongStream.of(60_000_000_000L)).finer()).isEqualTo(60);
    assertThat(StampStep.of(() -> LongStream.of(-1)).chanceOfFiner()).isZero();
    assertThat(StampStep.of(LongStream::empty).nanos()).isEqualTo(3_600_000_000_000L);
  }

  @Test
  void counterExampleWhereEachEndChoosesItsOwnUpdates() {
    // The case that the contract of FeedTruth tells, in tenths of a second.
    var sights = new Sights(stamps(0, 71, 72), List.of(log(1, 5, 2, 30, 3, 30)));
    FeedTruth truth =
        PublishTruth.of(List.of(publish(71, 9, 11, 0), publish(72, 30, 31, 0)), sights);
    var window = new Window(10, 40, 40);
    ObservationLog seen = truth.observations(sights.logs.getFirst());
    PublishLog earliest = truth.earliest();
    PublishLog latest = truth.latest();
    assertThat(mean(latest, latest, seen, window)).isEqualTo(9.5);
    assertThat(mean(earliest, earliest, seen, window)).isZero();
    assertThat(mean(earliest, latest, seen, window)).isEqualTo(10.5);
  }

  private static double mean(
      PublishLog log, PublishLog chosen, ObservationLog seen, Window window) {
    var meter = new DeliveryMeter();
    meter.add(log, chosen, seen, window);
    return meter.latency.meanNanos();
  }

  @Test
  void countersTellWhatIsLostDoubledReorderedAndBehind() {
    SightLog pushed = log(1, 0, 2, 10, 3, 20, 5, 30, 4, 35, 5, 36);
    SightLog polled = log(1, 0, 3, 25);
    long high = 1L << 60;
    assertThat(CounterFigures.of(List.of(pushed, polled), version -> high + version, 40))
        .isEqualTo(new CounterFigures(1, 1, 1, 0.5, 2));
    assertThat(CounterFigures.of(List.of(new SightLog()), version -> version, 40).meanBehind())
        .isNaN();
  }
}
