package dev.pushpull.tune;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A way of learning of updates that may be recommended. */
public enum Way {
  /** {@code poll@T}. */
  POLL,
  /** {@code conditional-poll@T}. */
  CONDITIONAL_POLL,
  /** Back-off, plain or conditional. */
  BACKOFF,
  /** Halving and doubling, plain or conditional. */
  ADAPTIVE,
  LONG_POLL,
  SSE,
  WEBSOCKET;

  /** All of them. */
  public static final Set<Way> ALL = Set.copyOf(EnumSet.allOf(Way.class));

  /** The way of a strategy. */
  static Way of(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Poll(Pace.Backoff _, boolean _) -> BACKOFF;
      case Strategy.Poll(Pace.Adaptive _, boolean _) -> ADAPTIVE;
      case Strategy.Poll(Pace _, boolean conditional) -> conditional ? CONDITIONAL_POLL : POLL;
      case Strategy.LongPoll _ -> LONG_POLL;
      case Strategy.ServerSentEvents _ -> SSE;
      case Strategy.WebSocket _ -> WEBSOCKET;
    };
  }

  /** Whether it polls at a fixed interval. */
  boolean isFixed() {
    return this == POLL || this == CONDITIONAL_POLL;
  }

  /**
   * Reads names that are separated by commas.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Set<Way> parse(String text) {
    return Arrays.stream(text.split(",", -1)).map(Way::one).collect(Collectors.toSet());
  }

  private static Way one(String name) {
    return Arrays.stream(values())
        .filter(way -> way.toString().equals(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a schedule must be %s, but is '%s'".formatted(names(), name.strip())));
  }

  private static String names() {
    return Arrays.stream(values()).map(Way::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
