package dev.pushpull.result;

import org.jspecify.annotations.Nullable;

/**
 * What became of a chat's messages. Counts are over the trial's whole life; latencies and ratios
 * are about the messages that were sent within the windows.
 *
 * @param sent messages that members sent
 * @param published of them, those that the server took
 * @param received (message, member) pairs that were received the first time
 * @param lost pairs that never were
 * @param duplicated that came again
 * @param reordered that came after a later one
 * @param cuts connections that were cut off
 * @param resumed connections that went on from the last version held
 * @param sentToReceivedMs from sending until another member received the message
 * @param sentToReceivedCorrectedMs the same from when it was due to be sent
 * @param expectedSentToReceivedMs its mean by the closed form, publishing as it was measured
 * @param expectedSentToReceivedToleranceMs what the measured mean may differ by
 * @param senderLagMs how late messages were sent
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
    Distribution sentToReceivedMs,
    Distribution sentToReceivedCorrectedMs,
    @Nullable Double expectedSentToReceivedMs,
    @Nullable Double expectedSentToReceivedToleranceMs,
    Distribution senderLagMs,
    Distribution echoLatencyMs,
    @Nullable Double requestsPerMessage,
    @Nullable Double bytesPerMessage)
    implements Story {

  @Override
  public Distribution delayMs() {
    return sentToReceivedMs;
  }

  @Override
  public @Nullable Double expectedDelayMs() {
    return expectedSentToReceivedMs;
  }

  @Override
  public @Nullable Double expectedDelayToleranceMs() {
    return expectedSentToReceivedToleranceMs;
  }
}
