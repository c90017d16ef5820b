package dev.pushpull.compare;

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
    UNFINISHED("not finished"),
    /** Workloads or strategies of one run only. */
    NOT_COMPARED("not compared"),
    /** Protocols that meet in the rows. */
    PROTOCOLS("protocols"),
    /** Trials that no row rests on. */
    LEFT_OUT("left out"),
    /** A run was simulated. */
    ORIGIN("origin"),
    /** The runs were timed or seeded differently. */
    TIMING("timing"),
    /** The runs were made elsewhere or with something else. */
    ENVIRONMENT("environment");

    private final String words;

    About(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
