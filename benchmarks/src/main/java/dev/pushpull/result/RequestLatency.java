package dev.pushpull.result;

/**
 * How long requests took, in ms.
 *
 * @param corrected for coordinated omission: one sample for each tick due in the window
 * @param uncorrected from the actual send, one sample for each request that was sent in the window
 */
public record RequestLatency(Distribution corrected, Distribution uncorrected) {}
