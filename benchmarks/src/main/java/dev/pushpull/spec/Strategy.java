package dev.pushpull.spec;

import dev.pushpull.sut.text.NearNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a client learns of updates. Its string form is the one that {@link #parse} reads. */
public sealed interface Strategy {

  /** Said before a pace: every poll carries {@code If-None-Match}. */
  String CONDITIONAL = "conditional-";

  /**
   * Reads {@code poll@500ms} or another {@link Pace}, the same after {@code conditional-}, {@code
   * long-poll}, {@code sse} or {@code websocket}.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static Strategy parse(String text) {
    boolean conditional = text.startsWith(CONDITIONAL);
    String rest = conditional ? text.substring(CONDITIONAL.length()) : text;
    String name = rest.replaceFirst("(?s)@.*", "");
    Optional<Pace.Form> form =
        Pace.Form.ALL.stream().filter(f -> f.name().equals(name)).findFirst();
    if (form.isPresent()) {
      String example = form.get().example();
      if (rest.equals(name) && !rest.equals(example)) {
        throw new IllegalArgumentException(
            "strategy '%s' needs an interval, such as %s%s"
                .formatted(text, conditional ? CONDITIONAL : "", example));
      }
      return new Poll(pace(rest, text), conditional);
    }
    return switch (text) {
      case "long-poll" -> new LongPoll();
      case "sse" -> new ServerSentEvents();
      case "websocket" -> new WebSocket();
      default -> throw unknown(text);
    };
  }

  private static IllegalArgumentException unknown(String text) {
    List<String> names =
        Stream.concat(
                Pace.Form.ALL.stream().map(Pace.Form::name).distinct(),
                Stream.of("conditional-poll", "long-poll", "sse", "websocket"))
            .toList();
    return new IllegalArgumentException(
        "strategy must be %s, each also after %s, long-poll, sse or websocket, but is '%s'%s"
            .formatted(
                Pace.forms(),
                CONDITIONAL,
                text,
                NearNames.hint(text.replaceFirst("(?s)@.*", ""), names)));
  }

  private static Pace pace(String pace, String strategy) {
    try {
      return Pace.parse(pace);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("strategy '" + strategy + "': " + e.getMessage(), e);
    }
  }

  /** Whether the server tells the client, rather than the client asking again and again. */
  default boolean isPush() {
    return !(this instanceof Poll);
  }

  /** How long the client may go between two looks when nothing happens; zero for push. */
  default Duration longestInterval() {
    return this instanceof Poll poll ? poll.pace().longest() : Duration.ZERO;
  }

  /** How short the time between two looks may get; zero for push. */
  default Duration shortestInterval() {
    return this instanceof Poll poll ? poll.pace().shortest() : Duration.ZERO;
  }

  /**
   * How long a warm-up must be at least: until each client has polled on schedule, and once more
   * where the answers must find their pace; zero for push.
   */
  default Duration leastWarmup() {
    return this instanceof Poll poll && !poll.pace().isOpenLoop()
        ? longestInterval().multipliedBy(2)
        : longestInterval();
  }

  /**
   * Asks again and again.
   *
   * @param pace when
   * @param conditional whether the request carries {@code If-None-Match}, so that the server may
   *     answer 304
   */
  public record Poll(Pace pace, boolean conditional) implements Strategy {

    /** What it is called without its figures, such as {@code conditional-poll}. */
    public String kind() {
      return (conditional ? CONDITIONAL : "") + pace.kind();
    }

    @Override
    public String toString() {
      return (conditional ? CONDITIONAL : "") + pace;
    }
  }

  /** Asks, and the server answers when it has something newer or the wait (RFC 7240) is over. */
  public record LongPoll() implements Strategy {

    /** What its requests ask for. */
    public static final Duration WAIT = Duration.ofSeconds(30);

    @Override
    public String toString() {
      return "long-poll";
    }
  }

  /** Server-sent events (WHATWG HTML, section 9.2). */
  public record ServerSentEvents() implements Strategy {
    @Override
    public String toString() {
      return "sse";
    }
  }

  /** WebSocket (RFC 6455). */
  public record WebSocket() implements Strategy {
    @Override
    public String toString() {
      return "websocket";
    }
  }
}
