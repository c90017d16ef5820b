package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Exact counts over all windows of a trial; connections, handshakes and reconnects over its whole
 * life. One flat object in JSON.
 *
 * @param errors failures reported by the clients
 */
public record Counts(
    @JsonUnwrapped Updates updates,
    @JsonUnwrapped Exchanges exchanges,
    long errors,
    @JsonUnwrapped Connects connects) {

  /** Nothing happened. */
  public static final Counts NONE = Blank.of(Counts.class);

  /**
   * What became of updates; null where it is not known.
   *
   * @param published (update, subscriber) pairs: the sum over subscribers of the updates that their
   *     feed published in the windows
   * @param delivered pairs whose update was seen itself
   * @param coalesced pairs where a newer version arrived instead
   * @param undelivered pairs that neither happened to before the drain's end
   * @param duplicates messages with a version that was already held
   * @param conflated versions that the server replaced before they were sent, whole life
   */
  public record Updates(
      @Nullable Long published,
      long delivered,
      @Nullable Long coalesced,
      @Nullable Long undelivered,
      long duplicates,
      @Nullable Long conflated) {

    /** Pairs of which it is known what became of them. */
    public long ended() {
      return delivered
          + Objects.requireNonNullElse(coalesced, 0L)
          + Objects.requireNonNullElse(undelivered, 0L);
    }
  }

  /**
   * What was asked.
   *
   * @param sent HTTP requests sent in the windows
   * @param emptyPolls answered polls that brought nothing newer
   * @param polls answered polls
   * @param longPollTimeouts long polls answered after their wait with nothing newer
   * @param dueTicks ticks of the poll schedules in the windows
   * @param missedTicks those that came while a poll was in flight
   */
  public record Exchanges(
      @JsonProperty("requests") long sent,
      long emptyPolls,
      long polls,
      long longPollTimeouts,
      long dueTicks,
      long missedTicks) {}

  /**
   * Connections, whole life.
   *
   * @param opened how many
   * @param handshakes streams opened (SSE, WebSocket)
   * @param reconnects connections lost and opened again
   */
  public record Connects(
      @JsonProperty("connections") long opened, long handshakes, long reconnects) {}
}
