package dev.pushpull.tune;

import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.text.Numbers;
import dev.pushpull.yaml.YamlMap;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private static final List<String> KEYS =
      Arrays.stream(Prices.class.getRecordComponents()).map(RecordComponent::getName).toList();

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
          "%s must be 0 to 1000000000, but is %s".formatted(key, Numbers.bare(price)));
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
          "prices must be a YAML file that can be read, but is '%s' (%s)"
              .formatted(file, Reason.of(e)),
          e);
    }
  }

  /**
   * Reads the text of such a file.
   *
   * @param file what it is called in messages
   * @throws IllegalArgumentException that names file, line and key
   */
  public static Prices parse(String file, String yaml) {
    var map = YamlMap.read(file, yaml, new LinkedHashSet<>(KEYS));
    double[] prices =
        KEYS.stream()
            .limit(4)
            .mapToDouble(key -> map.scalar(key, text -> price(key, text)))
            .toArray();
    String currency = map.optionalScalar(KEYS.getLast(), String::strip).orElse("");
    return new Prices(prices[0], prices[1], prices[2], prices[3], currency);
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
