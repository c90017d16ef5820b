package dev.pushpull.tune;

import org.jspecify.annotations.Nullable;

/**
 * What all subscribers spend together.
 *
 * @param requestsPerSecond HTTP requests
 * @param messagesPerSecond that carry an update
 * @param bytesPerSecond on the server's sockets, both directions
 * @param cpuCores of the server
 * @param moneyPerMonth of 730 hours, in the currency of the price list; null without one
 */
public record TotalCosts(
    double requestsPerSecond,
    double messagesPerSecond,
    double bytesPerSecond,
    double cpuCores,
    @Nullable Double moneyPerMonth) {

  /**
   * One of them.
   *
   * @throws IllegalStateException if it is money and there are no prices
   */
  public double of(CostKind kind) {
    return switch (kind) {
      case REQUESTS -> requestsPerSecond;
      case BYTES -> bytesPerSecond;
      case CPU -> cpuCores;
      case MONEY -> {
        if (moneyPerMonth == null) {
          throw new IllegalStateException("money needs prices");
        }
        yield moneyPerMonth;
      }
    };
  }
}
