package dev.pushpull.result;

/**
 * How late and how stale, and how long requests took.
 *
 * @param deliveryLatencyMs from publishing until a subscriber held the update or a newer one
 * @param deliveryLatencyCorrectedMs the same from when the update was due
 * @param scheduleLagMs how late polls were sent
 * @param publisherLagMs how late updates were published
 */
public record Times(
    Distribution deliveryLatencyMs,
    Distribution deliveryLatencyCorrectedMs,
    Staleness stalenessMs,
    Age ageMs,
    RequestLatency requestLatencyMs,
    Distribution scheduleLagMs,
    Distribution publisherLagMs) {

  /** Nothing was measured. */
  public static final Times NONE = Blank.of(Times.class);
}
