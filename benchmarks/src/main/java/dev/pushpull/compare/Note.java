package dev.pushpull.compare;

import java.util.Locale;

/**
 * What a reader must know in addition to the rows.
 *
 * @param about what kind of thing
 * @param text one line, without the kind; may hold strategies and reasons as a stored run names
 *     them, so it must be escaped
 */
public record Note(About about, String text) {

  /** In the order in which they are shown. */
  public enum About {
    /** A run has fewer trials than were planned. */
    NOT_FINISHED,
    /** A server was not ours. */
    TARGET,
    /** Workloads or strategies of one run only. */
    NOT_COMPARED,
    /** Protocols that meet in the rows. */
    PROTOCOLS,
    /** Trials that no row rests on. */
    LEFT_OUT,
    /** A run was simulated. */
    ORIGIN,
    /** The runs were timed or seeded differently. */
    TIMING,
    /** The runs were made elsewhere or with something else. */
    ENVIRONMENT;

    /** Whether a reader must know it before any row. */
    public boolean comesFirst() {
      return this == NOT_FINISHED || this == TARGET;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
