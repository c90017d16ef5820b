package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings that are one value each, by the name that suites ({@code window: 5s}) and the
 * command line ({@code --window 5s}) share.
 */
final class Settings {

  /** What the engine was called. */
  static final String OLD_ENGINE = "client";

  static final Set<String> OF_WORKLOAD =
      Set.of(
          "scenario",
          "arrivals",
          "feeds",
          "subscribers",
          "payload",
          "protocol",
          "engine",
          OLD_ENGINE);
  static final Set<String> OF_TIMING = Set.of("warmup", "window", "windows", "drain");
  static final Set<String> OF_SETUP =
      Set.of("server-heap", "connects-per-second", "connect-timeout");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

  private Settings() {}

  /** A copy with one of {@link #OF_WORKLOAD} changed. */
  static Workload apply(Workload old, String key, String text) {
    if (key.equals("scenario")) {
      return old.telling(Scenario.parse(text));
    }
    if (key.equals("engine") || key.equals(OLD_ENGINE)) {
      return old.on(Engine.parse(text));
    }
    boolean ownJobs = old.scenario() instanceof Scenario.JobStatus;
    Arrivals arrivals = key.equals("arrivals") ? Arrivals.parse(text) : old.arrivals();
    int subscribers = key.equals("subscribers") ? whole(key, text) : old.subscribers();
    int fewFeeds = ownJobs ? subscribers : old.feeds();
    int feeds = key.equals("feeds") ? whole(key, text) : fewFeeds;
    int payload = key.equals("payload") ? whole(key, text) : old.payloadBytes();
    Protocol protocol = key.equals("protocol") ? Protocol.parse(text) : old.protocol();
    return new Workload(
        arrivals, feeds, subscribers, payload, protocol, old.scenario(), old.engine());
  }

  /** A copy with one of {@link #OF_TIMING} changed. */
  static SweepTiming apply(SweepTiming old, String key, String text) {
    return switch (key) {
      case "warmup" ->
          new SweepTiming(Durations.parse(text), old.window(), old.windows(), old.drain());
      case "window" ->
          new SweepTiming(old.warmup(), Durations.parse(text), old.windows(), old.drain());
      case "windows" -> new SweepTiming(old.warmup(), old.window(), whole(key, text), old.drain());
      case "drain" ->
          new SweepTiming(
              old.warmup(), old.window(), old.windows(), Optional.of(Durations.parse(text)));
      default -> throw new IllegalArgumentException("unknown timing '" + key + "'");
    };
  }

  /** A copy with one of {@link #OF_SETUP} changed. */
  static Setup apply(Setup old, String key, String text) {
    return switch (key) {
      case "server-heap" ->
          new Setup(whole(key, text), old.connectsPerSecond(), old.connectTimeout());
      case "connects-per-second" ->
          new Setup(old.serverHeapMib(), whole(key, text), old.connectTimeout());
      case "connect-timeout" ->
          new Setup(old.serverHeapMib(), old.connectsPerSecond(), Durations.parse(text));
      default -> throw new IllegalArgumentException("unknown setup '" + key + "'");
    };
  }

  /** A whole number that fits an {@code int}. */
  static int whole(String key, String text) {
    long value = wholeLong(key, text);
    if (value != (int) value) {
      throw tooLarge(key, Integer.MAX_VALUE, text);
    }
    return (int) value;
  }

  /** A whole number. */
  static long wholeLong(String key, String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(key + " must be a whole number, but is '" + text + "'");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw tooLarge(key, Long.MAX_VALUE, text);
    }
  }

  private static IllegalArgumentException tooLarge(String key, long most, String text) {
    return new IllegalArgumentException(
        "%s must be a whole number of at most %s, but is %s".formatted(key, most, text));
  }

  /** Strategies separated by commas. */
  static List<StrategyName> strategies(String text) {
    var found = new ArrayList<StrategyName>();
    for (String one : text.split(",", -1)) {
      found.add(StrategyName.parse(one.strip()));
    }
    return found;
  }
}
