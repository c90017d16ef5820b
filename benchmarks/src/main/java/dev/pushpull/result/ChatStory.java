package dev.pushpull.result;

import org.jspecify.annotations.Nullable;

/**
 * What became of a chat's messages. Counts are over the trial's whole life; latencies and ratios
 * are about the messages that were sent within the windows. The time from sender to receiver is the
 * trial's {@code deliveryLatencyMs}.
 *
 * @param sent messages that members sent
 * @param published of them, those that the server took
 * @param received (message, member) pairs that were received the first time
 * @param lost pairs that never were
 * @param duplicated that came again
 * @param reordered that came after a later one
 * @param cuts connections that were cut off
 * @param resumed connections that went on from the last version held
 * @param echoLatencyMs from sending until the sender itself received the message
 * @param requestsPerMessage HTTP requests per message received
 * @param bytesPerMessage both directions per message received
 */
public record ChatStory(
    long sent,
    long published,
    long received,
    long lost,
    long duplicated,
    long reordered,
    long cuts,
    long resumed,
    Distribution echoLatencyMs,
    @Nullable Double requestsPerMessage,
    @Nullable Double bytesPerMessage)
    implements Story {

  /** Nothing was measured. */
  public static final ChatStory NONE =
      new ChatStory(0, 0, 0, 0, 0, 0, 0, 0, Distribution.NONE, null, null);
}
