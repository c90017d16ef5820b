package dev.pushpull.tune;

import org.jspecify.annotations.Nullable;

/**
 * What all subscribers spend together.
 *
 * @param requestsPerSecond HTTP requests
 * @param messagesPerSecond that carry an update
 * @param bytesPerSecond on the server's sockets, both directions
 * @param cpuCores of the server; null if its CPU was not measured
 * @param moneyPerMonth of 730 hours, in the currency of the price list; null without one
 */
public record TotalCosts(
    double requestsPerSecond,
    double messagesPerSecond,
    double bytesPerSecond,
    @Nullable Double cpuCores,
    @Nullable Double moneyPerMonth) {

  /**
   * One of them.
   *
   * @throws IllegalStateException if it is money without prices, or CPU that was not measured
   */
  public double of(CostKind kind) {
    return switch (kind) {
      case REQUESTS -> requestsPerSecond;
      case BYTES -> bytesPerSecond;
      case CPU -> known(cpuCores, "CPU was not measured");
      case MONEY -> known(moneyPerMonth, "money needs prices");
    };
  }

  private static double known(@Nullable Double cost, String why) {
    if (cost == null) {
      throw new IllegalStateException(why);
    }
    return cost;
  }
}
