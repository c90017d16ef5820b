package dev.pushpull.engine;

/**
 * Clients that submit jobs and watch each until it has ended. Each submits on a connection of its
 * own. One that polls does so on that connection; one that is pushed to has a further connection
 * for each job that it waits for. {@link #start} and {@link #stopSubmitting} come once each,
 * between {@link #connect} and {@link #stop}.
 */
public interface JobFleet extends ClientFleet {

  /** Lets a client submit jobs as planned from here on, and watch them. */
  void start(int client, JobPlan plan);

  /** No further job is submitted; those that were taken are watched on. */
  void stopSubmitting();

  /** Whether any submission has not been answered yet. */
  boolean isSubmitting();

  /** Whether any submission or job that was accepted has not ended yet. */
  boolean isBusy();
}
