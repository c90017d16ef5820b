package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * One subscriber's answered requests, in the order of their sending. Written by one thread at a
 * time; any thread may read what has come so far.
 */
public final class RequestLog {

  private final LongLog dueAt = new LongLog();
  private final LongLog startedAt = new LongLog();
  private final LongLog completedAt = new LongLog();
  private final LongLog emptyAt = new LongLog();
  private volatile long lastStarted = Long.MIN_VALUE;

  /**
   * A request was answered with 200 or 304.
   *
   * @param empty whether it brought nothing newer
   */
  public void add(long dueNanos, long startedNanos, long completedNanos, boolean empty) {
    dueAt.add(dueNanos);
    startedAt.add(startedNanos);
    if (empty) {
      emptyAt.add(startedNanos);
    }
    completedAt.add(completedNanos);
    lastStarted = startedNanos;
  }

  /** When the last answered request was sent; MIN_VALUE before the first. */
  public long lastStarted() {
    return lastStarted;
  }

  /** How many. */
  public int size() {
    return completedAt.size(); // appended last
  }

  /** When the {@code index}-th request was due by the schedule. */
  public long dueAt(int index) {
    return dueAt.get(index);
  }

  /** When it was sent. */
  public long startedAt(int index) {
    return startedAt.get(index);
  }

  /** When its answer was decoded. */
  public long completedAt(int index) {
    return completedAt.get(index);
  }

  /** Whether the {@code index}-th request brought nothing newer. */
  public boolean isEmpty(int index) {
    int at = emptyAt.firstAtLeast(startedAt.get(index));
    return at < emptyAt.size() && emptyAt.get(at) == startedAt.get(index);
  }

  /** Index of the first request sent at or after an instant. */
  public int firstStartedAtOrAfter(long nanos) {
    return Math.min(startedAt.firstAtLeast(nanos), size());
  }

  /** Index of the first request answered at or after an instant. */
  public int firstCompletedAtOrAfter(long nanos) {
    return completedAt.firstAtLeast(nanos);
  }

  /** How many were sent inside the window. */
  public int sentIn(Window window) {
    return firstStartedAtOrAfter(window.endNanos()) - firstStartedAtOrAfter(window.startNanos());
  }

  /** How many of those brought nothing newer. */
  public int emptyIn(Window window) {
    return emptyAt.countIn(window);
  }
}
