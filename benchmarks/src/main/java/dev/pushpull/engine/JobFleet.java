package dev.pushpull.engine;

import dev.pushpull.schedule.PollSchedule;

/**
 * Clients that submit jobs and watch each until it has ended. Each submits on a connection of its
 * own. One that polls does so on that connection; one that is pushed to has a further connection
 * for each job that it waits for. {@link #start} and {@link #stopSubmitting} come once each,
 * between {@link #connect} and {@link #stop}.
 */
public interface JobFleet extends ClientFleet {

  /** When one client submits, and when it polls for each job. Used by the client's own thread. */
  interface Plan {

    /** What {@link #nextSubmitNanos} gives when no job will come any more. */
    long NEVER = Long.MAX_VALUE;

    /** When the next job is due, on {@code System.nanoTime()}; asked once for each job in turn. */
    long nextSubmitNanos();

    /**
     * When to poll for a job that was accepted; not called for clients that are pushed to.
     *
     * @param job its number
     * @param acceptedNanos when the answer to its submission was there
     * @param hintNanos how long that answer asked to wait; {@link PollSchedule#NO_HINT} if it did
     *     not
     */
    PollSchedule watch(int job, long acceptedNanos, long hintNanos);
  }

  /** Lets a client submit jobs as planned from here on, and watch them. */
  void start(int client, Plan plan);

  /** No further job is submitted; those that were taken are watched on. */
  void stopSubmitting();

  /** Whether any submission has not been answered yet. */
  boolean isSubmitting();

  /** Whether any submission or job that was accepted has not ended yet. */
  boolean isBusy();
}
