package dev.pushpull.client;

/**
 * One simulated client that submits jobs and watches each until it has ended. It submits on a
 * connection of its own. A client that polls does so on that connection; one that is pushed to has
 * a further connection for each job that it waits for. {@link #start} and {@link #stopSubmitting}
 * come once each, between {@link #connect} and {@link #stop}.
 */
public interface JobClient extends SimulatedClient {

  /** Submits jobs as planned from here on, and watches them. */
  void start(JobPlan plan);

  /** Submits no further job; those that were taken are watched on. */
  void stopSubmitting();

  /** Whether a submission has not been answered yet. */
  boolean isSubmitting();

  /** Whether a submission or a job that was accepted has not ended yet. */
  boolean isBusy();
}
