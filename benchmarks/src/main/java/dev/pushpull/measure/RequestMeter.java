package dev.pushpull.measure;

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
public final class RequestMeter implements Mergeable {

  private final Samples corrected = new Samples();
  private final Samples uncorrected = new Samples();
  private final Samples lag = new Samples();
  private long dueTicks;
  private long sent;
  private long empty;

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
    sent += log.sentIn(window);
    empty += log.emptyIn(window);
    addTicks(log, ticks, window);
  }

  /**
   * Requests that the server may hold belong to the window in which they are answered: one is
   * always under way, and one that was sent in the window may be held beyond any drain.
   */
  private void addHeld(RequestLog log, Window window) {
    int end = log.firstCompletedAtOrAfter(window.endNanos());
    for (int i = log.firstCompletedAtOrAfter(window.startNanos()); i < end; i++) {
      uncorrected.add(log.completedAt(i) - log.startedAt(i));
      corrected.add(log.completedAt(i) - log.dueAt(i));
      sent++;
      empty += log.isEmpty(i) ? 1 : 0;
    }
  }

  private void addTicks(RequestLog log, Ticks ticks, Window window) {
    int answer = log.firstStartedAtOrAfter(window.startNanos());
    for (long due = ticks.atOrAfter(window.startNanos());
        due < window.endNanos();
        due = ticks.atOrAfter(due + 1)) {
      dueTicks++;
      while (answer < log.size() && log.startedAt(answer) < due) {
        answer++;
      }
      if (answer == log.size() || log.completedAt(answer) > window.drainEndNanos()) {
        corrected.addAtLeast(window.drainEndNanos() - due);
        continue;
      }
      corrected.add(log.completedAt(answer) - due);
      if (log.dueAt(answer) == due) {
        lag.add(log.startedAt(answer) - due);
      }
    }
  }

  @Override
  public void write(LongLog out) {
    corrected.write(out);
    uncorrected.write(out);
    lag.write(out);
    out.add(dueTicks);
    out.add(sent);
    out.add(empty);
  }

  @Override
  public void merge(LongReader in) {
    corrected.merge(in);
    uncorrected.merge(in);
    lag.merge(in);
    dueTicks += in.next();
    sent += in.next();
    empty += in.next();
  }

  /** One sample for each tick due in the windows. */
  public Samples corrected() {
    return corrected;
  }

  /** One sample for each request sent in the windows. */
  public Samples uncorrected() {
    return uncorrected;
  }

  /** Actual send less due instant, for each tick that had a request of its own. */
  public Samples scheduleLag() {
    return lag;
  }

  /** Ticks due in the windows. */
  public long dueTicks() {
    return dueTicks;
  }

  /** Ticks due in the windows that no request of their own was sent for: left to the next one. */
  public long missedTicks() {
    return dueTicks - lag.count() - lag.outOfRange();
  }

  /**
   * Answered requests that were sent in the windows; where the server may hold them, answered
   * there.
   */
  public long sent() {
    return sent;
  }

  /** Those that brought nothing newer. */
  public long empty() {
    return empty;
  }
}
