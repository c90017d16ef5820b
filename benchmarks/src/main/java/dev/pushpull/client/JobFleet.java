package dev.pushpull.client;

/** Clients that submit jobs and watch each until it has ended; see {@link JobClient}. */
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
