package dev.pushpull.sut.control;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.ProblemException;
import dev.pushpull.sut.wire.FeedLog;
import dev.pushpull.sut.wire.FeedLogs;
import dev.pushpull.sut.wire.LogEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads what feeds published after an instant, up to now.
 *
 * <p>Why nothing is missed, and nothing told twice: an update is stamped and entered inside its
 * feed's critical section, and a log is looked at inside it too. So whatever was stamped before the
 * reading began is in the log by the time that this looks, and what came later is left to the next.
 */
record LogReader(NanoClock clock) {

  /**
   * Reads.
   *
   * @param after the end of an earlier reading; empty for all
   */
  FeedLogs read(Collection<Feed> feeds, Optional<String> after) throws ProblemException {
    Optional<Long> from;
    try {
      from = after.map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400, "after must be a whole number, but is '" + after.orElse("") + "'");
    }
    long untilNanos = clock.nanoTime();
    var slices = new ArrayList<FeedLog>();
    for (Feed feed : feeds) {
      LogEntries log = feed.log();
      int first = from.isPresent() ? log.sizeAt(from.get()) : 0;
      int end = log.sizeAt(untilNanos);
      boolean full = feed.isLogFull();
      if (end > first || full) {
        byte[] entries = log.slice(first, Math.max(first, end));
        slices.add(new FeedLog(feed.spec().name(), full, first + 1, entries));
      }
    }
    return new FeedLogs(untilNanos, List.copyOf(slices));
  }
}
