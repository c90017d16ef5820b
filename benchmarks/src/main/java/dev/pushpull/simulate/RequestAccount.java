package dev.pushpull.simulate;

import dev.pushpull.measure.RequestMeter;

/**
 * Feeds the meter of requests with those of one subscriber after the other, as they come. Every
 * request is sent when it is due. One thread.
 */
final class RequestAccount {

  private final Windows windows;
  private final Tally tally;
  private final RequestMeter requests;
  private final boolean duplicates;
  private long windowStart = Long.MAX_VALUE;
  private long windowEnd = Long.MIN_VALUE;
  private long drainEnd;

  /**
   * @param duplicates whether an answer without news holds the version again
   */
  RequestAccount(Windows windows, Tally tally, boolean duplicates) {
    this.windows = windows;
    this.tally = tally;
    this.requests = tally.requests;
    this.duplicates = duplicates;
  }

  /** Makes the window of an instant the current one; false if it lies in none. */
  private boolean inWindow(long nanos) {
    if (nanos >= windowStart && nanos < windowEnd) {
      return true;
    }
    int window = windows.of(nanos);
    if (window < 0) {
      return false;
    }
    windowStart = windows.start(window);
    windowEnd = windows.end(window);
    drainEnd = windows.drainEnd(window);
    return true;
  }

  /** A poll that is answered, sometime. */
  void poll(long due, long completed, boolean fruitful) {
    if (inWindow(due)) {
      requests.addRequest(completed - due, !fruitful);
      if (requests.addTick(due, completed, drainEnd)) {
        requests.scheduleLag.add(0);
      }
    }
    if (duplicates && !fruitful && inWindow(completed)) {
      tally.duplicates.add(1);
    }
  }

  /**
   * A tick that had no poll of its own.
   *
   * @param completed when the poll that answers for it is answered
   */
  void missed(long due, long completed) {
    if (inWindow(due)) {
      requests.addTick(due, completed, drainEnd);
    }
  }

  /** A request that the server may hold; it belongs to where it is answered. */
  void held(long sent, long completed, boolean fruitful) {
    if (inWindow(completed)) {
      requests.addHeld(sent, sent, completed, !fruitful);
    }
  }

  /**
   * All polls of a schedule whose round trips are alike and shorter than interval and drain.
   *
   * @param fruitful how many of those that were sent in windows brought news
   * @param fresh how many were answered in windows with news
   */
  void fixed(long first, long interval, long roundTrip, long fruitful, long fresh) {
    long polls = 0;
    long answers = 0;
    for (int window = 0; window < windows.count(); window++) {
      long start = windows.start(window);
      long end = windows.end(window);
      polls += ticks(first, interval, end) - ticks(first, interval, start);
      answers +=
          ticks(first, interval, end - roundTrip) - ticks(first, interval, start - roundTrip);
    }
    requests.addPunctual(polls, polls - fruitful, roundTrip);
    tally.duplicates.add(duplicates ? answers - fresh : 0);
  }

  /** How many ticks lie before an instant. */
  private static long ticks(long first, long interval, long before) {
    return Math.max(0, Math.ceilDiv(before - first, interval));
  }
}
