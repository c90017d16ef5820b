package dev.pushpull.spec;

import java.time.Duration;

/** How a client learns of updates. Its string form is the one that {@link #parse} reads. */
public sealed interface Strategy {

  /**
   * Reads {@code poll@500ms}, {@code conditional-poll@500ms}, {@code long-poll}, {@code sse},
   * {@code websocket} or {@code raw-websocket}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Strategy parse(String text) {
    int at = text.indexOf('@');
    String kind = at < 0 ? text : text.substring(0, at);
    boolean polls = kind.equals("poll") || kind.equals("conditional-poll");
    if (polls && at < 0) {
      throw new IllegalArgumentException(
          "strategy '%s' needs an interval, such as %s@500ms".formatted(text, kind));
    }
    if (polls) {
      return new Poll(interval(text, text.substring(at + 1)), kind.equals("conditional-poll"));
    }
    return switch (text) {
      case "long-poll" -> new LongPoll();
      case "sse" -> new ServerSentEvents();
      case "websocket" -> new WebSocket();
      case "raw-websocket" -> new RawWebSocket();
      default ->
          throw new IllegalArgumentException(
              "strategy must be poll@INTERVAL, conditional-poll@INTERVAL, long-poll, sse, websocket"
                  + " or raw-websocket, but is '"
                  + text
                  + "'");
    };
  }

  private static Duration interval(String whole, String interval) {
    try {
      return Durations.parse(interval);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("strategy '" + whole + "': " + e.getMessage(), e);
    }
  }

  /** Whether the server tells the client, rather than the client asking again and again. */
  default boolean isPush() {
    return !(this instanceof Poll);
  }

  /** How long the client may go between two looks when nothing happens; zero for push. */
  default Duration longestInterval() {
    return this instanceof Poll poll ? poll.interval() : Duration.ZERO;
  }

  /**
   * Asks at a fixed rate.
   *
   * @param interval 1 ms to 1 h
   * @param conditional whether the request carries {@code If-None-Match}, so that the server may
   *     answer 304
   */
  record Poll(Duration interval, boolean conditional) implements Strategy {
    public Poll {
      Durations.check(
          (conditional ? "conditional-poll" : "poll") + " interval",
          interval,
          Duration.ofMillis(1),
          Duration.ofHours(1));
    }

    @Override
    public String toString() {
      return (conditional ? "conditional-poll@" : "poll@") + Durations.format(interval);
    }
  }

  /** Asks, and the server answers when it has something newer or the wait (RFC 7240) is over. */
  record LongPoll() implements Strategy {
    @Override
    public String toString() {
      return "long-poll";
    }
  }

  /** Server-sent events (WHATWG HTML, section 9.2). */
  record ServerSentEvents() implements Strategy {
    @Override
    public String toString() {
      return "sse";
    }
  }

  /** WebSocket (RFC 6455). */
  record WebSocket() implements Strategy {
    @Override
    public String toString() {
      return "websocket";
    }
  }

  /** A blocking socket that reads the same WebSocket frames: the floor under {@link WebSocket}. */
  record RawWebSocket() implements Strategy {
    @Override
    public String toString() {
      return "raw-websocket";
    }
  }
}
