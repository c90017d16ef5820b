package dev.pushpull.result;

import org.jspecify.annotations.Nullable;

/**
 * What the closed forms expect of this trial, given its own publish log; null where there is no
 * form.
 *
 * @param delayMs from the server's read to the client
 * @param delayToleranceMs half the mean uncorrected request latency; the server's read may lie
 *     anywhere in it
 * @param deliveryLatencyToleranceMs what the measured mean may differ by: delay, phases and
 *     sampling
 * @param stalenessToleranceMs the same for mean staleness
 * @param staleFractionTolerance the same for the stale fraction
 * @param emptyPollTolerance the same for the empty-poll ratio
 */
public record Model(
    @Nullable Double delayMs,
    @Nullable Double delayToleranceMs,
    @Nullable Double deliveryLatencyMeanMs,
    @Nullable Double deliveryLatencyToleranceMs,
    @Nullable Double stalenessMeanMs,
    @Nullable Double stalenessToleranceMs,
    @Nullable Double staleFraction,
    @Nullable Double staleFractionTolerance,
    @Nullable Double emptyPollRatio,
    @Nullable Double emptyPollTolerance,
    @Nullable Double ageMeanMs) {

  /** No form applies. */
  public static final Model NONE =
      new Model(null, null, null, null, null, null, null, null, null, null, null);
}
