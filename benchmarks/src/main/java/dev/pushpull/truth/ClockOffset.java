package dev.pushpull.truth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The clock that wrote times into updates, in ns since 1970, less the monotonic clock that clients
 * observe by: between {@code least} and {@code most}.
 *
 * @param mostNanos {@link #UNKNOWN} if only the least is known: then figures are lower bounds
 * @param source how it is known
 */
public record ClockOffset(long leastNanos, long mostNanos, Source source) {

  /** Stands for a most that is not known. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Two clocks that nobody disciplines drift apart by so much of the time that passes, at most. */
  private static final double DRIFT = 50e-6;

  /** Java reads this host's clock in µs. */
  private static final long CLOCK_STEP_NANOS = 1_000;

  /** How an offset is known. */
  public enum Source {
    /** Both read the clock of one host. */
    SAME_HOST("this machine's"),
    /** Times that the server wrote between two instants of ours. */
    EXCHANGES("compared by publishing"),
    /** An update was made before it was seen. */
    SIGHTS("bounded by what was seen, from one side");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * A time that was written between two instants, such as that of an update between the sending of
   * its publish and the answer that tells the time.
   */
  public record Exchange(long beforeNanos, long timeNanos, long afterNanos) {}

  /**
   * Of one host, whose clock was read between two instants.
   *
   * @param resolutionNanos the step of what was read
   */
  public static ClockOffset ofThisHost(Exchange reading, long resolutionNanos) {
    return new ClockOffset(
        reading.timeNanos() - reading.afterNanos(),
        reading.timeNanos() + resolutionNanos - reading.beforeNanos(),
        Source.SAME_HOST);
  }

  /** Of one host, whose clock is read now. */
  public static ClockOffset ofThisHost() {
    long before = System.nanoTime();
    long now = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    return ofThisHost(new Exchange(before, now, System.nanoTime()), CLOCK_STEP_NANOS);
  }

  /**
   * What all exchanges agree on, and so much to both sides as the clocks can have drifted in
   * between.
   *
   * @param stepNanos of the server's times
   * @return empty if they agree on nothing: a clock was set, or its step is coarser
   */
  public static Optional<ClockOffset> of(List<Exchange> exchanges, long stepNanos) {
    long least = Long.MIN_VALUE;
    long most = UNKNOWN;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Exchange exchange : exchanges) {
      least = Math.max(least, exchange.timeNanos() - exchange.afterNanos());
      most = Math.min(most, exchange.timeNanos() + stepNanos - exchange.beforeNanos());
      first = Math.min(first, exchange.beforeNanos());
      last = Math.max(last, exchange.afterNanos());
    }
    if (exchanges.isEmpty()) {
      return Optional.empty();
    }
    long drift = drift(last - first);
    return least - drift > most + drift
        ? Optional.empty()
        : Optional.of(new ClockOffset(least - drift, most + drift, Source.EXCHANGES));
  }

  /** How far clocks drift apart in so many ns, rounded up. */
  static long drift(long nanos) {
    return (long) Math.ceil(nanos * DRIFT);
  }

  /** This one at one time and the other at another, and all between. */
  public ClockOffset or(ClockOffset other) {
    return new ClockOffset(
        Math.min(leastNanos, other.leastNanos), Math.max(mostNanos, other.mostNanos), source);
  }

  /** Whether it is known to both sides. */
  public boolean isTwoSided() {
    return mostNanos != UNKNOWN;
  }

  /** How far apart both ends are; {@link #UNKNOWN} if it is known to one side. */
  public long widthNanos() {
    return isTwoSided() ? mostNanos - leastNanos : UNKNOWN;
  }
}
