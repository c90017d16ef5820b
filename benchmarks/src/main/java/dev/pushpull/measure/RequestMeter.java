package dev.pushpull.measure;

import dev.pushpull.result.Counts;
import dev.pushpull.schedule.Window;

/**
 * Request latency, once from the actual send and once corrected for coordinated omission, and how
 * far the sends lag behind the schedule. Not safe for use by several threads.
 *
 * <p>Corrected: each tick due in a window gives one sample, the completion of the first request
 * sent at or after it less the tick. A tick that came while a request was in flight is so answered
 * by the next one and never dropped; where the answers make the ticks, none comes then, and only a
 * request that failed leaves its tick to the next one. (Coordinated omission: Tene, "How NOT to
 * measure latency"; the two histograms side by side as wrk2 keeps them.)
 */
public final class RequestMeter extends Meter {

  /** One sample for each tick due in the windows. */
  public final Samples corrected = part(new Samples());

  /** One sample for each request sent in the windows. */
  public final Samples uncorrected = part(new Samples());

  /** Actual send less due instant, for each tick that had a request of its own. */
  public final Samples scheduleLag = part(new Samples());

  /** Ticks due in the windows. */
  public final Counter dueTicks = part(new Counter());

  /**
   * Answered requests that were sent in the windows; where the server may hold them, answered
   * there.
   */
  public final Counter sent = part(new Counter());

  /** Those that brought nothing newer. */
  public final Counter empty = part(new Counter());

  /** Adds one subscriber's window. */
  public void add(RequestLog log, Ticks ticks, Window window) {
    if (ticks instanceof Ticks.None) {
      addHeld(log, window);
      return;
    }
    int end = log.firstStartedAtOrAfter(window.endNanos());
    for (int i = log.firstStartedAtOrAfter(window.startNanos()); i < end; i++) {
      uncorrected.add(log.completedAt(i) - log.startedAt(i));
    }
    sent.add(log.sentIn(window));
    empty.add(log.emptyIn(window));
    addTicks(log, ticks, window);
  }

  /**
   * Requests that the server may hold belong to the window in which they are answered: one is
   * always under way, and one that was sent in the window may be held beyond any drain.
   */
  private void addHeld(RequestLog log, Window window) {
    int end = log.firstCompletedAtOrAfter(window.endNanos());
    for (int i = log.firstCompletedAtOrAfter(window.startNanos()); i < end; i++) {
      addHeld(log.dueAt(i), log.startedAt(i), log.completedAt(i), log.isEmpty(i));
    }
  }

  /** Adds a request that the server might hold; it belongs to where it is answered. */
  public void addHeld(long due, long started, long completed, boolean isEmpty) {
    addRequest(completed - started, isEmpty);
    corrected.add(completed - due);
  }

  /** Adds an answered request, without the tick that it answers for. */
  public void addRequest(long nanos, boolean isEmpty) {
    uncorrected.add(nanos);
    sent.add(1);
    empty.add(isEmpty ? 1 : 0);
  }

  private void addTicks(RequestLog log, Ticks ticks, Window window) {
    int answer = log.firstStartedAtOrAfter(window.startNanos());
    for (long due = ticks.atOrAfter(window.startNanos());
        due < window.endNanos();
        due = ticks.atOrAfter(due + 1)) {
      while (answer < log.size() && log.startedAt(answer) < due) {
        answer++;
      }
      long completed = answer == log.size() ? Long.MAX_VALUE : log.completedAt(answer);
      if (addTick(due, completed, window.drainEndNanos()) && log.dueAt(answer) == due) {
        scheduleLag.add(log.startedAt(answer) - due);
      }
    }
  }

  /**
   * Adds a tick.
   *
   * @param completed when the request that answers for it was answered
   * @return whether that was before the drain's end
   */
  public boolean addTick(long due, long completed, long drainEnd) {
    dueTicks.add(1);
    if (completed > drainEnd) {
      corrected.addAtLeast(drainEnd - due);
      return false;
    }
    corrected.add(completed - due);
    return true;
  }

  /**
   * Adds requests that were sent when they were due and answered before the drain's end, all after
   * the same time.
   */
  public void addPunctual(long requests, long isEmpty, long nanos) {
    sent.add(requests);
    empty.add(isEmpty);
    dueTicks.add(requests);
    scheduleLag.add(0, requests);
    uncorrected.add(nanos, requests);
    corrected.add(nanos, requests);
  }

  /**
   * What was asked in the windows.
   *
   * @param polls whether the requests are polls; else the server may hold them
   * @param others requests that this meter did not see
   */
  public Counts.Exchanges exchanges(boolean polls, long others) {
    return new Counts.Exchanges(
        sent.get() + others,
        polls ? empty.get() : 0,
        polls ? sent.get() : 0,
        polls ? 0 : empty.get(),
        dueTicks.get(),
        missedTicks());
  }

  /** Ticks due in the windows that no request of their own was sent for: left to the next one. */
  public long missedTicks() {
    return dueTicks.get() - scheduleLag.count() - scheduleLag.outOfRange();
  }
}
