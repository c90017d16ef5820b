package dev.pushpull.sut.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What {@code GET /jobs} tells: the server's jobs since its start, {@code created = live + finished
 * + failed + stopped}. All but {@code live} never fall.
 *
 * @param created taken in
 * @param live not ended yet
 * @param finished ended as processed
 * @param failed ended as failed
 * @param stopped that will not end, since their feed takes no update any more: quiesced, deleted,
 *     or the publish log is full
 * @param refused not taken in, since there were too many
 * @param expired forgotten with their feeds some time after their end
 * @param jobs those that are not forgotten, in the order of submission
 */
public record JobsReading(
    long created,
    long live,
    long finished,
    long failed,
    long stopped,
    long refused,
    long expired,
    List<Entry> jobs) {

  /** Keeps a copy of the list. */
  public JobsReading {
    jobs = List.copyOf(jobs);
  }

  /**
   * One job; its instants are on the server's clock, and 0 for what has not happened yet.
   *
   * @param feed the name of its feed
   * @param reached how far it is
   * @param serviceNanos from its acceptance to its end, as it was drawn
   * @param acceptedAtNanos when version 1 of its feed became visible
   * @param processingAtNanos when version 2 did
   * @param doneAtNanos when version 3, the last, did
   */
  public record Entry(
      String feed,
      @JsonProperty("state") JobState reached,
      long serviceNanos,
      long acceptedAtNanos,
      long processingAtNanos,
      long doneAtNanos) {}
}
