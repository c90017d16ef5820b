package dev.pushpull.launch;

import java.util.List;

/**
 * What a server tells of its jobs; counts since its start.
 *
 * @param created taken in
 * @param finished ended as processed
 * @param failed ended as failed
 * @param refused not taken in, since there were too many
 * @param jobs those that are not forgotten, in the order of their submission
 */
public record JobsReport(
    long created, long finished, long failed, long refused, List<Instants> jobs) {

  /** Copies the list. */
  public JobsReport {
    jobs = List.copyOf(jobs);
  }

  /**
   * One job, on the server's clock.
   *
   * @param feed its feed's name
   * @param acceptedAtNanos when its first state became visible
   * @param doneAtNanos when its last one did; 0 while there is none
   */
  public record Instants(String feed, long acceptedAtNanos, long doneAtNanos) {}
}
