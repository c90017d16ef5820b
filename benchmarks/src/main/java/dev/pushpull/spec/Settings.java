package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings that are one value each, by the name that suites ({@code window: 5s}) and the
 * command line ({@code --window 5s}) share.
 */
public final class Settings {

  /** What the engine was called. */
  static final String OLD_ENGINE = "client";

  /** In the order in which messages list them, as all of these. */
  static final List<String> OF_WORKLOAD =
      List.of("scenario arrivals feeds subscribers payload protocol engine client".split(" ", -1));

  static final List<String> OF_TIMING = List.of("warmup", "window", "windows", "drain");
  static final List<String> OF_SETUP =
      List.of(
          "server-heap",
          "connects-per-second",
          "connect-timeout",
          "source-addresses",
          "transport",
          "event-loops",
          "target",
          "max-requests");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

  private Settings() {}

  /**
   * Copies with one of {@link #OF_WORKLOAD} changed; equal for another key. Several engines,
   * separated by commas, take each workload several times.
   */
  static List<Workload> apply(List<Workload> old, String key, String text) {
    boolean engines = key.equals("engine") || key.equals(OLD_ENGINE);
    return (engines ? separated(text) : List.of(text))
        .stream()
            .flatMap(each -> old.stream().map(workload -> apply(workload, key, each)))
            .distinct()
            .toList();
  }

  /** A copy with one of {@link #OF_WORKLOAD} changed; equal for another key. */
  static Workload apply(Workload old, String key, String text) {
    if (key.equals("scenario")) {
      return old.withScenario(Scenario.parse(text));
    }
    if (key.equals("engine") || key.equals(OLD_ENGINE)) {
      return old.on(Engine.parse(text));
    }
    boolean ownJobs = old.scenario() instanceof Scenario.JobStatus;
    int subscribers = key.equals("subscribers") ? whole(key, text) : old.subscribers();
    int usualFeeds = ownJobs ? subscribers : old.feeds();
    return new Workload(
        key.equals("arrivals") ? Arrivals.parse(text) : old.arrivals(),
        key.equals("feeds") ? whole(key, text) : usualFeeds,
        subscribers,
        key.equals("payload") ? whole(key, text) : old.payloadBytes(),
        key.equals("protocol") ? Protocol.parse(text) : old.protocol(),
        old.scenario(),
        old.engine());
  }

  /** A copy with one of {@link #OF_TIMING} changed; equal for another key. */
  static SweepTiming apply(SweepTiming old, String key, String text) {
    return new SweepTiming(
        key.equals("warmup") ? Durations.parse(text) : old.warmup(),
        key.equals("window") ? Durations.parse(text) : old.window(),
        key.equals("windows") ? whole(key, text) : old.windows(),
        key.equals("drain") ? Optional.of(Durations.parse(text)) : old.drain());
  }

  /** A copy with one of {@link #OF_SETUP} changed; equal for another key. */
  static Setup apply(Setup old, String key, String text) {
    return new Setup(
        key.equals("server-heap") ? whole(key, text) : old.serverHeapMib(),
        key.equals("connects-per-second") ? whole(key, text) : old.connectsPerSecond(),
        key.equals("connect-timeout") ? Durations.parse(text) : old.connectTimeout(),
        key.equals("source-addresses") ? SourceAddresses.parse(text) : old.sourceAddresses(),
        key.equals("transport") ? Transport.parse(text) : old.transport(),
        key.equals("event-loops") ? whole(key, text) : old.eventLoops(),
        key.equals("target") ? file(key, text) : old.target(),
        key.equals("max-requests") ? whole(key, text) : old.maxRequestsPerSecond());
  }

  private static String file(String key, String text) {
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(key + " must be a file, but is '" + text + "'", e);
    }
  }

  /**
   * Reads a whole number that fits an {@code int}.
   *
   * @param key what it is called, for the message
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static int whole(String key, String text) {
    return (int) whole(key, text, Integer.MAX_VALUE);
  }

  /** The same up to a bound that is all ones in binary. */
  public static long whole(String key, String text, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(key + " must be a whole number, but is '" + text + "'");
    }
    var value = new BigInteger(text);
    if (value.bitLength() > BigInteger.valueOf(most).bitLength()) {
      throw new IllegalArgumentException(
          "%s must be a whole number of at most %s, but is %s".formatted(key, most, text));
    }
    return value.longValue();
  }

  /**
   * Checks a whole number against bounds.
   *
   * @param key what it is called, for the message
   * @throws IllegalArgumentException that names key, bounds and value
   */
  public static int check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, but is %s".formatted(key, least, most, value));
    }
    return value;
  }

  /**
   * The constant that is written so.
   *
   * @param key what it is for, for the message
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static <E extends Enum<E>> E named(String key, Class<E> type, String text) {
    EnumSet<E> all = EnumSet.allOf(type);
    return all.stream()
        .filter(constant -> constant.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s, but is '%s'".formatted(key, joined(all, ", "), text)));
  }

  /** Several values as they are written, one after the other. */
  public static String joined(Collection<?> values, String separator) {
    return values.stream().map(Object::toString).collect(Collectors.joining(separator));
  }

  /** Strategies separated by commas. */
  static List<StrategyName> strategies(String text) {
    return separated(text).stream().map(StrategyName::parse).toList();
  }

  private static List<String> separated(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
