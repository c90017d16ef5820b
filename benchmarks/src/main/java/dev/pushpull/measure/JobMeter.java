package dev.pushpull.measure;

import dev.pushpull.schedule.Window;

/**
 * Jobs that ended inside windows, each followed until its client knew or the drain was over. Not
 * safe for use by several threads.
 */
public final class JobMeter extends Meter {

  /** From a job's end until its client knew. */
  public final Samples doneToKnown = part(new Samples());

  /** From a job's acceptance to its end, on the server. */
  public final Samples service = part(new Samples());

  /** How long a watcher has shown a job as under way that has ended, over the time of watching. */
  public final Ramps staleness = part(new Ramps());

  private final ExactSum acceptedToDone = part(new ExactSum());

  /** Of them, those whose client knew before the drain was over. */
  public final Counter known = part(new Counter());

  /** Requests that watched the jobs that are known. */
  public final Counter requests = part(new Counter());

  /** Of them, scheduled polls: all but one of each job's were wasted. */
  public final Counter polls = part(new Counter());

  /**
   * Adds a job, if it ended in the window.
   *
   * @param job what its client experienced
   * @param begunNanos when the server took it in
   * @param doneNanos when its end became visible there
   */
  public void add(JobTimes job, long begunNanos, long doneNanos, Window window) {
    if (!window.contains(doneNanos)) {
      return;
    }
    service.add(doneNanos - begunNanos);
    staleness.addZero(doneNanos - begunNanos);
    if (job.knownNanos() > window.drainEndNanos()) {
      doneToKnown.addAtLeast(window.drainEndNanos() - doneNanos);
      staleness.addRamp(0, window.drainEndNanos() - doneNanos);
      return;
    }
    doneToKnown.add(job.knownNanos() - doneNanos);
    staleness.addRamp(0, job.knownNanos() - doneNanos);
    acceptedToDone.add(Math.max(0, doneNanos - job.acceptedNanos()));
    known.add(1);
    requests.add(job.requests());
    polls.add(job.polls());
  }

  /** Jobs that ended in the windows. */
  public long measured() {
    return doneToKnown.count() + doneToKnown.outOfRange();
  }

  /** From the answer to the submission to the end, mean over the jobs that are known, in ns. */
  public double meanWatchedNanos() {
    return acceptedToDone.toDouble() / known.get();
  }

  /** Polls of the jobs that are known that were answered with a state that was not the last. */
  public long wastedPolls() {
    return polls.get() == 0 ? 0 : polls.get() - known.get();
  }
}
