package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param delayMs from sending until another member received the message
 * @param sentToReceivedCorrectedMs the same from when it was due to be sent
 * @param expectedDelayMs its mean by the closed form, publishing as it was measured
 * @param expectedDelayToleranceMs what the measured mean may differ by
 * @param senderLagMs how late messages were sent
 * @param echoLatencyMs from sending until the sender itself received the message
 * @param requestsPerMessage HTTP requests per message received
 * @param bytesPerMessage both directions per message received
 */
public record ChatFigures(
    long sent,
    long published,
    long received,
    long lost,
    long duplicated,
    long reordered,
    long cuts,
    long resumed,
    @JsonProperty("sentToReceivedMs") Distribution delayMs,
    Distribution sentToReceivedCorrectedMs,
    @JsonProperty("expectedSentToReceivedMs") @Nullable Double expectedDelayMs,
    @JsonProperty("expectedSentToReceivedToleranceMs") @Nullable Double expectedDelayToleranceMs,
    Distribution senderLagMs,
    Distribution echoLatencyMs,
    @Nullable Double requestsPerMessage,
    @Nullable Double bytesPerMessage)
    implements ScenarioFigures {}
