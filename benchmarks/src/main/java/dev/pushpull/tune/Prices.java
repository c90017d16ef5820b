package dev.pushpull.tune;

import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.spec.YamlMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a cloud bills that prices requests: HTTP requests, messages that it pushes, the time for
 * which streams and sockets are open, and what leaves it. Pings and heartbeats are bytes, but no
 * messages.
 *
 * @param perMillionRequests HTTP requests, polls above all
 * @param perMillionMessages server-sent events and WebSocket messages
 * @param perMillionConnectionMinutes of open streams and sockets
 * @param perGigabyte 10⁹ bytes from the server to its clients
 * @param currency what the prices are in, empty if it was not said
 */
public record Prices(
    double perMillionRequests,
    double perMillionMessages,
    double perMillionConnectionMinutes,
    double perGigabyte,
    String currency) {

  private static final List<String> PRICES =
      List.of(
          "perMillionRequests", "perMillionMessages", "perMillionConnectionMinutes", "perGigabyte");
  private static final String CURRENCY = "currency";

  private static final double MILLION = 1e6;
  private static final double GIGABYTE = 1e9;
  private static final double HOUR_SECONDS = 3_600;

  /** A year's twelfth, in hours. */
  public static final double MONTH_HOURS = 730;

  /** Checks that no price is negative; the message names it. */
  public Prices {
    check("perMillionRequests", perMillionRequests);
    check("perMillionMessages", perMillionMessages);
    check("perMillionConnectionMinutes", perMillionConnectionMinutes);
    check("perGigabyte", perGigabyte);
  }

  private static double check(String key, double price) {
    if (!(price >= 0 && price <= 1e9)) {
      throw new IllegalArgumentException(
          key
              + " must be 0 to 1000000000, but is "
              + BigDecimal.valueOf(price).stripTrailingZeros().toPlainString());
    }
    return price;
  }

  /**
   * Reads a YAML file whose keys are the components; {@code currency} may be left out.
   *
   * @throws IllegalArgumentException that names file, line and key
   */
  public static Prices read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "prices must be a readable YAML file, but '%s' %s"
              .formatted(file, Files.exists(file) ? "cannot be read" : "does not exist"),
          e);
    }
  }

  static Prices parse(String file, String yaml) {
    var known = new LinkedHashSet<>(PRICES);
    known.add(CURRENCY);
    var map = YamlMap.read(file, yaml, known);
    return new Prices(
        map.scalar(PRICES.get(0), text -> price(PRICES.get(0), text)),
        map.scalar(PRICES.get(1), text -> price(PRICES.get(1), text)),
        map.scalar(PRICES.get(2), text -> price(PRICES.get(2), text)),
        map.scalar(PRICES.get(3), text -> price(PRICES.get(3), text)),
        map.optionalScalar(CURRENCY, String::strip).orElse(""));
  }

  private static double price(String key, String text) {
    try {
      return check(key, new BigDecimal(text.strip()).doubleValue());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a price such as 0.25, but came '" + text + "'", e);
    }
  }

  /**
   * What traffic costs in an hour.
   *
   * @param perSecond its bytes, payloads included
   */
  public double perHour(Traffic traffic, UnitCost perSecond) {
    return HOUR_SECONDS
        * (traffic.requests() * perMillionRequests / MILLION
            + traffic.pushes() * perMillionMessages / MILLION
            + traffic.connections() / 60 * perMillionConnectionMinutes / MILLION
            + perSecond.bytesDown() / GIGABYTE * perGigabyte);
  }

  /** The same in a month of 730 hours. */
  public double perMonth(Traffic traffic, UnitCost perSecond) {
    return perHour(traffic, perSecond) * MONTH_HOURS;
  }
}
