package dev.pushpull.spec.target;

import java.util.Locale;
import java.util.Optional;

/**
 * Where an update's version and time stand in its document.
 *
 * @param version opaque; updates of one feed that differ in it are different updates
 * @param time when it was published by the server's clock, if it says so
 */
public record UpdateForm(Locator version, Optional<TimeAt> time) {

  /**
   * A time in a document.
   *
   * @param at a pointer or a header
   * @param unit how it is written
   */
  public record TimeAt(Locator at, Unit unit) {

    /** Checks that a time can stand there. */
    public TimeAt {
      if (!(at instanceof Locator.Pointer || at instanceof Locator.Header)) {
        throw new IllegalArgumentException(
            "a time must be at a JSON pointer or in a header, but is at '" + at + "'");
      }
    }
  }

  /** How a time is written. */
  public enum Unit {
    /** Seconds since 1970, with or without a fraction. */
    S(1_000_000_000),
    MS(1_000_000),
    US(1_000),
    NS(1),
    /** An ISO 8601 instant; in a header also HTTP's date. */
    ISO(0);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    /** Nanoseconds in one of a number's units; 0 if it is written otherwise. */
    public long nanos() {
      return nanos;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
