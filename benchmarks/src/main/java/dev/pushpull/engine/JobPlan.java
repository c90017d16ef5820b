package dev.pushpull.engine;

import dev.pushpull.schedule.PollSchedule;

/** When one client submits, and when it polls for each job. Used by the client's own thread. */
public interface JobPlan {

  /** What {@link #nextSubmitNanos} gives when no job will come any more. */
  long NEVER = Long.MAX_VALUE;

  /** When the next job is due, on {@code System.nanoTime()}; asked once for each job in turn. */
  long nextSubmitNanos();

  /**
   * When to poll for a job that was accepted; not called for clients that are pushed to.
   *
   * @param job its number
   * @param acceptedNanos when the answer to its submission was there
   * @param hintNanos how long that answer asked to wait; {@link PollSchedule#NO_HINT} if it did not
   */
  PollSchedule watch(int job, long acceptedNanos, long hintNanos);
}
