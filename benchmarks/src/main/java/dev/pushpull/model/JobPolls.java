package dev.pushpull.model;

/**
 * What polling for a job at a fixed interval from a uniform random phase comes to, whatever its
 * service time: the first poll falls uniformly on one interval after the answer to the submission,
 * so the first poll that reads the end does so uniformly on one interval after it, and one that
 * reads too early comes for each interval of waiting. Times are in any one unit. Checked by
 * simulation.
 *
 * @param interval T, above 0
 * @param delay d, from the server's read to the client, at least 0; a poll reads as long after it
 *     was sent
 */
public record JobPolls(double interval, double delay) {

  /** Checks the bounds. */
  public JobPolls {
    if (!(interval > 0 && delay >= 0)) {
      throw new IllegalArgumentException(
          "an interval must be above 0 and a delay at least 0, but are %s and %s"
              .formatted(interval, delay));
    }
  }

  /** Mean time from a job's end until its client knows: T/2 + d. */
  public double meanDoneToKnown() {
    return interval / 2 + delay;
  }

  /** Standard error of that mean over so many jobs with phases of their own. */
  public double doneToKnownError(long jobs) {
    return interval / Math.sqrt(12.0 * jobs);
  }

  /**
   * Mean number of polls for each job: 1 + E[(s − d)₊]/T, which is 1 + m/T for a mean service time
   * m where delays are short.
   *
   * @param meanExcess E[(s − d)₊] of the distribution of how long jobs last after that answer
   */
  public double meanRequestsOfExcess(double meanExcess) {
    return 1 + meanExcess / interval;
  }

  /** Mean number of polls for each job: 1 + (m − d)/T, where no job is shorter than the delay. */
  public double meanRequests(double meanWatched) {
    return 1 + Math.max(0, meanWatched - delay) / interval;
  }

  /**
   * Standard error of that mean over so many jobs whose times are given, at most: a poll more or
   * less by the phase, whose variance is f·(1 − f) ≤ 1/4 for the fraction f of the last interval.
   */
  public double requestsError(long jobs) {
    return 0.5 / Math.sqrt((double) jobs);
  }
}
