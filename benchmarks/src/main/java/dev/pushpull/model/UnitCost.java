package dev.pushpull.model;

import org.jspecify.annotations.Nullable;

/**
 * What one of something costs.
 *
 * @param bytesUp client to server, as counted on the socket
 * @param bytesDown server to client, the update's payload left out
 * @param serverCpuMicros serving and collecting garbage, at {@link UnitCosts#AT_PER_SECOND}; null
 *     if it was not measured
 */
public record UnitCost(double bytesUp, double bytesDown, @Nullable Double serverCpuMicros) {

  /** Nothing. */
  public static final UnitCost NONE = new UnitCost(0, 0, 0);

  /** Of CPU that was measured. */
  public UnitCost(double bytesUp, double bytesDown, double serverCpuMicros) {
    this(bytesUp, bytesDown, Double.valueOf(serverCpuMicros));
  }

  /** Both directions. */
  public double bytes() {
    return bytesUp + bytesDown;
  }

  /** Both together. */
  public UnitCost plus(UnitCost other) {
    return new UnitCost(
        bytesUp + other.bytesUp,
        bytesDown + other.bytesDown,
        serverCpuMicros == null || other.serverCpuMicros == null
            ? null
            : Double.valueOf(serverCpuMicros + other.serverCpuMicros));
  }

  /** That many of it. */
  public UnitCost times(double count) {
    return new UnitCost(
        bytesUp * count,
        bytesDown * count,
        serverCpuMicros == null ? null : Double.valueOf(serverCpuMicros * count));
  }
}
