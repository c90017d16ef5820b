package dev.pushpull.measure;

/**
 * Jobs that ended inside windows, each followed until its client knew or the drain was over. Not
 * safe for use by several threads.
 */
public final class JobMeter implements Mergeable {

  private final Samples doneToKnown = new Samples();
  private final Samples service = new Samples();
  private final Ramps staleness = new Ramps();
  private final ExactSum acceptedToDone = new ExactSum();
  private long known;
  private long requests;
  private long polls;

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
    known++;
    requests += job.requests();
    polls += job.polls();
  }

  @Override
  public void write(LongLog out) {
    doneToKnown.write(out);
    service.write(out);
    staleness.write(out);
    acceptedToDone.write(out);
    out.add(known);
    out.add(requests);
    out.add(polls);
  }

  @Override
  public void merge(LongReader in) {
    doneToKnown.merge(in);
    service.merge(in);
    staleness.merge(in);
    acceptedToDone.merge(in);
    known += in.next();
    requests += in.next();
    polls += in.next();
  }

  /** From a job's end until its client knew. */
  public Samples doneToKnown() {
    return doneToKnown;
  }

  /** From a job's acceptance to its end, on the server. */
  public Samples service() {
    return service;
  }

  /** How long a watcher has shown a job as under way that has ended, over the time of watching. */
  public Ramps staleness() {
    return staleness;
  }

  /** Jobs that ended in the windows. */
  public long measured() {
    return doneToKnown.count() + doneToKnown.outOfRange();
  }

  /** Of them, those whose client knew before the drain was over. */
  public long known() {
    return known;
  }

  /** From the answer to the submission to the end, mean over the jobs that are known, in ns. */
  public double meanWatchedNanos() {
    return acceptedToDone.toDouble() / known;
  }

  /** Requests that watched the jobs that are known. */
  public long requests() {
    return requests;
  }

  /** Of them, scheduled polls: all but one of each job's were wasted. */
  public long polls() {
    return polls;
  }

  /** Polls of the jobs that are known that were answered with a state that was not the last. */
  public long wastedPolls() {
    return polls == 0 ? 0 : polls - known;
  }

  /** Values that cannot be: below 0 or absurdly long. */
  public long outOfRange() {
    return doneToKnown.outOfRange() + service.outOfRange() + staleness.outOfRange();
  }
}
