package dev.pushpull.model;

/**
 * What one of something costs.
 *
 * @param bytesUp client to server, as counted on the socket
 * @param bytesDown server to client, the update's payload left out
 * @param serverCpuMicros serving and collecting garbage, at {@link UnitCosts#AT_PER_SECOND}
 */
public record UnitCost(double bytesUp, double bytesDown, double serverCpuMicros) {

  /** Nothing. */
  public static final UnitCost NONE = new UnitCost(0, 0, 0);

  /** Both directions. */
  public double bytes() {
    return bytesUp + bytesDown;
  }

  /** Both together. */
  public UnitCost plus(UnitCost other) {
    return new UnitCost(
        bytesUp + other.bytesUp,
        bytesDown + other.bytesDown,
        serverCpuMicros + other.serverCpuMicros);
  }

  /** That many of it. */
  public UnitCost times(double count) {
    return new UnitCost(bytesUp * count, bytesDown * count, serverCpuMicros * count);
  }
}
