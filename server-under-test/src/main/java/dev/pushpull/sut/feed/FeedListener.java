package dev.pushpull.sut.feed;

/**
 * Hears of a feed's changes, always on the thread that it subscribed with. Signals are levels, not
 * events: several updates may come as one, and one may come twice, so a listener looks at {@link
 * Feed#newest()} and remembers what it has handled. A call must not block.
 */
public interface FeedListener {

  /** The feed may hold something newer. */
  void onUpdate();

  /** Arrivals are stopped: whatever waits for an update should not wait any longer. */
  void onQuiesce();

  /** The last call: the feed is gone. */
  void onEnd(End why);

  /** Why a feed is gone. */
  enum End {
    /** It was deleted; there may be another of its name later. */
    DELETED("the feed was deleted"),
    /** The server stops. */
    STOPPING("the server is stopping");

    private final String detail;

    End(String detail) {
      this.detail = detail;
    }

    /** What clients are told. */
    @Override
    public String toString() {
      return detail;
    }
  }
}
