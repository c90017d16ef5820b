package dev.pushpull.sut.wire;

/**
 * What {@code GET /clock} tells: the server's monotonic clock, and what says whether a client reads
 * the same clock itself and where it subscribes.
 *
 * @param bootId of the running kernel, empty where it is not known
 * @param timeNamespace of the server's process, empty where it is not known
 */
public record ClockReading(
    long nanoTime, String bootId, String timeNamespace, long pid, int dataPort) {

  /** Takes what is left out as empty. */
  @SuppressWarnings("NullAway") // what the other side left out is null here
  public ClockReading {
    bootId = bootId == null ? "" : bootId;
    timeNamespace = timeNamespace == null ? "" : timeNamespace;
  }
}
