package dev.pushpull.truth;

import static dev.pushpull.truth.SimulatedServer.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.truth.SimulatedServer.Event;
import dev.pushpull.truth.SimulatedServer.Habits;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of truth against servers of which all is known, in 40 of 40 trials. */
class SimulatedTruthsTest {

  private static final int TRIALS = 40;
  private static final long SECOND = SimulatedServer.START + 1_000 * MS;
  private static final long HOUR = 3_600_000_000_000L;
  private static final long NOW = 1_790_000_000_123_456_789L;

  /** What servers may do. */
  @SuppressWarnings("ImmutableEnumChecker") // a record of booleans and counts
  enum Kind {
    USUAL(Habits.USUAL),
    VERSIONS_NAMED_BY_ANSWERS(new Habits(2, 3, false, false, false, false)),
    POLLED_ONLY(new Habits(0, 4, false, false, false, true)),
    FOREIGN(new Habits(2, 3, true, false, false, true)),
    FOREIGN_POLLED_ONLY(new Habits(0, 4, true, false, false, true)),
    LOSING(new Habits(2, 3, false, true, false, true)),
    LOSING_POLLED_ONLY(new Habits(0, 3, true, true, false, true)),
    SHOWING_LATER(new Habits(1, 3, false, false, true, true)),
    ALL_AT_ONCE(new Habits(1, 2, true, true, true, true));

    private final Habits habits;

    Kind(Habits habits) {
      this.habits = habits;
    }

    List<SimulatedServer> servers() {
      return LongStream.range(0, TRIALS)
          .mapToObj(seed -> new SimulatedServer(seed, habits))
          .toList();
    }
  }

  private static void assertBounds(FeedTruth truth, SimulatedServer server) {
    assertThat(truth.counts().contradicted()).isZero();
    for (Published update : truth.updates()) {
      Event event = server.event(update);
      assertThat(event.published()).isBetween(update.earliestNanos(), update.latestNanos());
      assertThat(truth.ordinal(update.version()))
          .isEqualTo(update.version() == 0 ? 0 : truth.updates().indexOf(update) + 1);
    }
    assertThat(truth.updates())
        .extracting(Published::version)
        .containsAll(LongStream.rangeClosed(1, server.versions.size()).boxed().toList());
    if (truth.counts().guessed() == 0) {
      assertThat(truth.updates())
          .isSortedAccordingTo(
              (a, b) -> Long.compare(server.event(a).published(), server.event(b).published()));
    }
  }

  private static void assertFigures(FeedTruth truth, SimulatedServer server) {
    if (truth.counts().guessed() > 0) {
      return;
    }
    PublishLog latest = truth.latest();
    PublishLog earliest = truth.earliest();
    for (int ordinal = 2; ordinal <= latest.newest(); ordinal++) {
      assertThat(latest.publishedAt(ordinal))
          .isGreaterThanOrEqualTo(latest.publishedAt(ordinal - 1));
      assertThat(earliest.publishedAt(ordinal))
          .isBetween(earliest.publishedAt(ordinal - 1), latest.publishedAt(ordinal));
    }
    var real = new Figures(truth, Figures.real(truth, server), server);
    new Figures(truth, latest, server).assertAtMost(real);
    if (truth.unbounded() < truth.updates().size()) { // Few, and held no more in the window.
      assertThat(latest.publishedAt(truth.unbounded() + 1)).isLessThan(SECOND);
      real.assertAtMost(new Figures(truth, earliest, server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void publishesBoundEveryUpdate(Kind kind) {
    for (SimulatedServer server : kind.servers()) {
      FeedTruth truth = PublishTruth.of(server.publishes(), server.sights());
      assertBounds(truth, server);
      assertFigures(truth, server);
      TruthCounts counts = truth.counts();
      assertThat(counts.isWithoutMatch()).isFalse();
      long foreign = server.versions.stream().filter(event -> event.due() < 0).count();
      assertThat(counts.foreign()).isEqualTo(foreign - 1);
      if (!kind.habits.losesPublishes()) {
        assertThat(counts.own()).isEqualTo(server.publishes.size());
        assertThat(counts.unconfirmed()).isZero();
      }
      assertThat(counts.neverSeen()).isEqualTo(counts.own() - server.versions.size() + foreign);
      if (kind.habits.listeners() > 0 && !kind.habits.losesPublishes()) {
        assertThat(counts.guessed()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fastPollsBoundEveryUpdate(Kind kind) {
    if (kind.habits.showsLater()) {
      return; // Published is what can be read: the server's own delay is not seen.
    }
    for (SimulatedServer server : kind.servers()) {
      FeedTruth truth = FastPollTruth.of(server.sights(), server.fast(), server.fastRequests);
      assertBounds(truth, server);
      assertFigures(truth, server);
      assertThat(truth.unbounded()).as("before its second request").isBetween(1, 9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void firstSightsAreNeverBeforeThePublishing(Kind kind) {
    for (SimulatedServer server : kind.servers()) {
      FeedTruth truth = ProbeTruth.of(server.sights());
      assertBounds(truth, server);
      assertFigures(truth, server);
      assertThat(truth.unbounded()).isEqualTo(server.versions.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000 * MS, 100 * MS, MS, 1_000, 1})
  void timesOfOneHostBoundEveryUpdate(long step) {
    for (SimulatedServer server : Kind.FOREIGN.servers()) {
      var reading = new ClockOffset.Exchange(5 * MS, 5 * MS + 40 + NOW, 5 * MS + 90);
      Optional<ClockOffset> offset = Optional.of(ClockOffset.ofThisHost(reading, 1_000));
      Sights sights = server.timed(NOW, 0, step);
      var times = new TimeTruth(List.of(sights), offset);
      assertThat(times.step().nanos()).isEqualTo(step);
      assertThat(times.offset()).isEqualTo(offset);
      FeedTruth truth = times.of(sights);
      assertBounds(truth, server);
      assertFigures(truth, server);
      assertThat(truth.unbounded()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"USUAL", "POLLED_ONLY", "LOSING", "FOREIGN_POLLED_ONLY"})
  void publishesTellTheOffsetOfAClockYearsOff(Kind kind) {
    for (long step : new long[] {1_000 * MS, MS}) {
      for (SimulatedServer server : kind.servers()) {
        long off = NOW - 20 * 365 * 24 * HOUR;
        Sights sights = server.timed(off, 30e-6, step);
        Optional<ClockOffset> offset = ClockOffset.of(server.exchanges(off, 30e-6, step), step);
        var times = new TimeTruth(List.of(sights), offset);
        assertThat(times.offset()).isEqualTo(offset).isPresent();
        assertThat(times.offset().orElseThrow().widthNanos()).isLessThan(step + 8 * MS);
        FeedTruth truth = times.of(sights);
        assertBounds(truth, server);
        assertFigures(truth, server);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-40 * 365 * 24 * HOUR, -HOUR, HOUR, 2 * HOUR, 30 * 365 * 24 * HOUR})
  void aClockThatIsOffBoundsOneSideOnly(long off) {
    var reading = new ClockOffset.Exchange(5 * MS, 5 * MS + 40 + NOW, 5 * MS + 90);
    for (Optional<ClockOffset> given :
        List.of(
            Optional.of(ClockOffset.ofThisHost(reading, 1_000)), Optional.<ClockOffset>empty())) {
      for (SimulatedServer server : Kind.USUAL.servers()) {
        Sights sights = server.timed(NOW + off, 20e-6, MS);
        var times = new TimeTruth(List.of(sights), given);
        ClockOffset offset = times.offset().orElseThrow();
        assertThat(offset.isTwoSided()).isFalse();
        assertThat(offset.source()).isEqualTo(ClockOffset.Source.SIGHTS);
        assertThat(offset.leastNanos()).isBetween(NOW + off - 10 * MS, NOW + off + MS);
        FeedTruth truth = times.of(sights);
        assertBounds(truth, server);
        assertFigures(truth, server);
        assertThat(truth.unbounded()).isEqualTo(server.versions.size());
      }
    }
  }
}
