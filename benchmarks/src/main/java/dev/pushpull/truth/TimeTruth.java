package dev.pushpull.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Updates tell when they were made, by a clock with a step: each was published within one step from
 * that time on. Times order the updates; those with equal times are in the order of their sights.
 */
public final class TimeTruth {

  /**
   * On one host, not even the update that was seen soonest after its time was seen within this: the
   * time is of another clock, or of a wrong time zone. (Zones differ by quarters of an hour.)
   */
  private static final long IMPLAUSIBLE_NANOS = 600_000_000_000L;

  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final List<Sights> feeds;
  private final StampStep step;
  private final Optional<ClockOffset> offset;

  /**
   * The step and the offset of the clock of all feeds.
   *
   * @param given the offset, if anything but sights tells it; one that sights refute is not used
   */
  public TimeTruth(List<Sights> feeds, Optional<ClockOffset> given) {
    this.feeds = List.copyOf(feeds);
    this.step = StampStep.of(this::times);
    this.offset = offset(given);
  }

  /** Of the server's clock. */
  public StampStep step() {
    return step;
  }

  /** Of the server's clock, as it was used; empty if no update that was seen had a time. */
  public Optional<ClockOffset> offset() {
    return offset;
  }

  private LongStream times() {
    return feeds.stream()
        .flatMap(feed -> feed.versions.stream())
        .map(Told::timeNanos)
        .flatMapToLong(OptionalLong::stream);
  }

  private Optional<ClockOffset> offset(Optional<ClockOffset> given) {
    long least = Long.MIN_VALUE;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Sights feed : feeds) {
      for (int version = 1; version <= feed.versions.size(); version++) {
        OptionalLong time = feed.told(version).timeNanos();
        if (time.isPresent() && feed.isSeen(version)) {
          long seen = feed.first(version);
          least = Math.max(least, time.getAsLong() - seen);
          first = Math.min(first, seen);
          last = Math.max(last, seen);
        }
      }
    }
    if (least == Long.MIN_VALUE) {
      return Optional.empty();
    }
    long soonest = least;
    var bySights =
        new ClockOffset(
            least - ClockOffset.drift(last - first),
            ClockOffset.UNKNOWN,
            ClockOffset.Source.SIGHTS);
    return Optional.of(given.filter(known -> agrees(known, soonest)).orElse(bySights));
  }

  /**
   * Whether the update seen soonest after its time was seen neither before it nor absurdly late.
   */
  private boolean agrees(ClockOffset known, long soonest) {
    boolean isAfter = soonest <= known.mostNanos();
    boolean isPlausible =
        known.source() != ClockOffset.Source.SAME_HOST
            || known.leastNanos() - soonest - step.nanos() <= IMPLAUSIBLE_NANOS;
    return isAfter && isPlausible;
  }

  /** What is known of one of the feeds. */
  public FeedTruth of(Sights feed) {
    var sequencer = new Sequencer(feed);
    long[] ranks = ranks(feed);
    for (int version = 1; version < ranks.length; version++) {
      if (feed.isSeen(version)) {
        long earliest = Published.UNKNOWN;
        long latest = feed.first(version);
        OptionalLong time = feed.told(version).timeNanos();
        if (time.isPresent()) { // So there is an offset.
          ClockOffset known = offset.orElseThrow();
          earliest = known.isTwoSided() ? time.getAsLong() - known.mostNanos() : earliest;
          latest = Math.min(latest, time.getAsLong() + step.nanos() - known.leastNanos());
        }
        sequencer.add(version, ranks[version], earliest, latest);
      }
    }
    return sequencer.truth(0);
  }

  /** The time of each version; for one without, the newest time that a client saw before it. */
  private static long[] ranks(Sights feed) {
    var ranks = new long[feed.versions.size() + 1];
    Arrays.setAll(
        ranks,
        version -> version == 0 ? BEFORE_ALL : feed.told(version).timeNanos().orElse(BEFORE_ALL));
    for (SightLog log : feed.logs) {
      long newest = BEFORE_ALL;
      for (int i = 0; i < log.size() && log.version(i) < ranks.length; i++) {
        int version = (int) log.version(i);
        if (feed.told(version).timeNanos().isEmpty()) {
          ranks[version] = Math.max(ranks[version], newest);
        }
        newest = Math.max(newest, ranks[version]);
      }
    }
    return ranks;
  }
}
