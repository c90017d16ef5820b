package dev.pushpull.truth;

import java.util.OptionalLong;

/**
 * What messages with one version told besides it.
 *
 * @param stamp that the harness had put into the update
 * @param timeNanos when it was made, by the server's clock, in ns since 1970
 */
public record Told(OptionalLong stamp, OptionalLong timeNanos) {

  /** Neither. */
  public static final Told NOTHING = new Told(OptionalLong.empty(), OptionalLong.empty());

  /** Further away from 1970 than 146 years, differences of instants might not fit a long. */
  private static final long FURTHEST = Long.MAX_VALUE / 2;

  /** A time that is too far from now to be one is none. */
  public Told {
    if (timeNanos.isPresent() && Math.abs(timeNanos.getAsLong()) > FURTHEST) {
      timeNanos = OptionalLong.empty();
    }
  }
}
