package dev.pushpull.simulate;

import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import java.util.Optional;

/** The ways of listening that cost differently. */
enum Kind {
  POLL("polls"),
  CONDITIONAL_POLL("conditional polls"),
  LONG_POLL("long polls"),
  EVENT_STREAM("server-sent events"),
  WEB_SOCKET("WebSockets");

  private final String plural;

  Kind(String plural) {
    this.plural = plural;
  }

  /**
   * The kind of a strategy by its name. None where its answers carry hints, which make them longer,
   * nor for the bare socket.
   */
  static Optional<Kind> of(String text) {
    StrategyName name = StrategyName.parse(text);
    return switch (name.strategy()) {
      case Strategy.Poll poll when poll.pace() instanceof Pace.Hinted -> Optional.empty();
      case Strategy.Poll poll -> Optional.of(poll.conditional() ? CONDITIONAL_POLL : POLL);
      case Strategy.LongPoll _ -> Optional.of(LONG_POLL);
      case Strategy.ServerSentEvents _ -> Optional.of(EVENT_STREAM);
      case Strategy.WebSocket _ -> name.isFloor() ? Optional.empty() : Optional.of(WEB_SOCKET);
    };
  }

  boolean isPoll() {
    return this == POLL || this == CONDITIONAL_POLL;
  }

  boolean isStream() {
    return this == EVENT_STREAM || this == WEB_SOCKET;
  }

  @Override
  public String toString() {
    return plural;
  }
}
