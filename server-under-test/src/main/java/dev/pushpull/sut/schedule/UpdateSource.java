package dev.pushpull.sut.schedule;

/** What makes a feed's updates: an arrival process, or nobody but the clients that publish. */
public sealed interface UpdateSource permits Arrivals, UpdateSource.ClientsOnly {

  /** How {@link ClientsOnly} is spelled. */
  String NONE = "none";

  /** The instants of a feed's own updates, for one seed. */
  ArrivalTimes times(long seed);

  /** No update comes but by a client. */
  record ClientsOnly() implements UpdateSource {

    @Override
    public ArrivalTimes times(long seed) {
      return () -> ArrivalTimes.NEVER;
    }

    @Override
    public String toString() {
      return NONE;
    }
  }

  /**
   * Reads {@code none}, or what {@link Arrivals#parse} reads.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static UpdateSource parse(String text) {
    return text.equals(NONE) ? new ClientsOnly() : Arrivals.parse(text);
  }
}
