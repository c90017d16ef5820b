package dev.pushpull.sut.feed;

/** What became of an attempt to publish. */
public sealed interface Publication {

  /** It is visible and in the log. */
  record Published(PublishedUpdate update) implements Publication {}

  /** Nothing was published. */
  record Refused(Reason reason) implements Publication {}

  /** Why nothing was published. */
  enum Reason {
    /** Arrivals are stopped, and with them all publishing, until the next start. */
    QUIESCED("publishing is stopped until the next start"),
    /** The feed is deleted, or the server stops. */
    CLOSED("the feed was deleted"),
    /** The publish log holds as many entries as the server was configured for. */
    LOG_FULL("the publish log is full");

    private final String detail;

    Reason(String detail) {
      this.detail = detail;
    }

    /** What clients are told. */
    @Override
    public String toString() {
      return detail;
    }
  }
}
