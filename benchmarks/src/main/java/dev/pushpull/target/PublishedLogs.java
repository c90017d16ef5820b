package dev.pushpull.target;

import dev.pushpull.sut.wire.FeedLog;
import dev.pushpull.sut.wire.FeedLogs;
import dev.pushpull.sut.wire.LogEntries;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The publish logs of all feeds whose names begin alike, read by one call a time, which transfers
 * only what is new. The feeds must exist at the first reading. Used by one thread.
 */
public final class PublishedLogs {

  private final ControlClient control;
  private final String prefix;
  private final Map<String, Integer> newest = new HashMap<>();
  private OptionalLong until = OptionalLong.empty();

  /** Nothing is read yet. */
  public PublishedLogs(ControlClient control, String prefix) {
    this.control = control;
    this.prefix = prefix;
  }

  /** Hears what was published, each feed's versions in order and none left out. */
  public interface Listener {

    /** Instants are on the server's clock, in ns. */
    void onPublished(String feed, long publishedAtNanos, long dueAtNanos, long payloadChecksum);
  }

  /**
   * Reads all that was published since the last reading, up to now.
   *
   * @throws ControlException if a log is full or is missing a version
   */
  public void readNew(Listener listener) throws IOException, InterruptedException {
    FeedLogs read = control.logs(prefix, until);
    for (FeedLog log : read.feeds()) {
      check(log);
      LogEntries entries = log.read();
      for (int i = 0; i < entries.size(); i++) {
        listener.onPublished(
            log.feed(),
            entries.publishedAtNanos(i),
            entries.dueAtNanos(i),
            entries.payloadChecksum(i));
      }
      newest.put(log.feed(), log.first() - 1 + entries.size());
    }
    until = OptionalLong.of(read.untilNanos());
  }

  private void check(FeedLog log) throws ControlException {
    if (log.full()) {
      throw new ControlException(
          "the server's publish log is full: feed " + log.feed() + " stopped publishing", null);
    }
    int next = newest.getOrDefault(log.feed(), 0) + 1;
    if (log.first() != next) {
      throw new ControlException("the log of " + log.feed() + " is missing version " + next, null);
    }
  }
}
