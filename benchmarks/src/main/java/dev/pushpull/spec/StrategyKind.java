package dev.pushpull.spec;

import java.util.Locale;

/**
 * The kinds of strategies that are told apart where figures are grouped: by how clients listen and,
 * of polls, by their pace. The string form is how options spell it.
 */
public enum StrategyKind {
  /** A poll at a fixed interval, or another that is neither {@link #BACKOFF} nor adaptive. */
  POLL("polls"),
  /** The same with {@code If-None-Match}. */
  CONDITIONAL_POLL("conditional polls"),
  /** Back-off, plain or conditional. */
  BACKOFF("back-off polls"),
  /** Halving and doubling, plain or conditional. */
  ADAPTIVE("adaptive polls"),
  LONG_POLL("long polls"),
  SSE("server-sent events"),
  WEBSOCKET("WebSockets");

  private final String plural;

  StrategyKind(String plural) {
    this.plural = plural;
  }

  /** The kind of a strategy. */
  public static StrategyKind of(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Poll(Pace.Backoff _, boolean _) -> BACKOFF;
      case Strategy.Poll(Pace.Adaptive _, boolean _) -> ADAPTIVE;
      default -> ofAnswers(strategy);
    };
  }

  /** The same whatever the pace, which answers do not depend on: polls are plain or conditional. */
  public static StrategyKind ofAnswers(Strategy strategy) {
    return switch (strategy) {
      case Strategy.Poll poll -> poll.conditional() ? CONDITIONAL_POLL : POLL;
      case Strategy.LongPoll _ -> LONG_POLL;
      case Strategy.ServerSentEvents _ -> SSE;
      case Strategy.WebSocket _ -> WEBSOCKET;
    };
  }

  /** Whether it is {@link #POLL} or {@link #CONDITIONAL_POLL}. */
  public boolean isPoll() {
    return this == POLL || this == CONDITIONAL_POLL;
  }

  /** How it is called in sentences, such as {@code long polls}. */
  public String plural() {
    return plural;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
