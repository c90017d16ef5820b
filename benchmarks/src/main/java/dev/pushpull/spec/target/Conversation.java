package dev.pushpull.spec.target;

import dev.pushpull.spec.Durations;
import dev.pushpull.yaml.BadKeyException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client says and hears on a WebSocket.
 *
 * @param open in this order, once each, before updates count; each within {@link #STEP_LIMIT}
 * @param update which messages are updates, from the first on; empty: all
 * @param document where an update stands in its message; empty: it is the message
 * @param answers what is sent whenever a message of a kind comes, from the first on
 * @param every what is sent again and again once it is open
 * @param split what divides a frame into messages, and ends each that is sent
 * @param decode how a message is read
 * @param binary whether messages are sent in binary frames; those of either kind are read
 */
public record Conversation(
    List<Step> open,
    Optional<Matcher> update,
    Optional<Locator.Pointer> document,
    List<Reply> answers,
    Optional<Every> every,
    Split split,
    Decode decode,
    boolean binary) {

  /** How long a step may take. */
  public static final Duration STEP_LIMIT = Duration.ofSeconds(10);

  /** Copies the lists and checks that the keys go together. */
  public Conversation {
    open = List.copyOf(open);
    answers = List.copyOf(answers);
    if (decode == Decode.MQTT && !binary) {
      throw new BadKeyException("binary", "it must be true for decode mqtt");
    }
    if (decode == Decode.MQTT && !split.separator().isEmpty()) {
      throw new BadKeyException(
          "split", "it must be none for mqtt, whose packets say where they end");
    }
  }

  /** One step of the opening. */
  public sealed interface Step {}

  /** Sends a message. */
  public record Send(Template text) implements Step {}

  /**
   * Waits for a message; others that come before it are passed over.
   *
   * @param capture name to the place of what is kept of it
   */
  public record Expect(Matcher matcher, Map<String, Locator> capture) implements Step {

    /** Copies what is captured, whose order is kept; messages have no headers. */
    public Expect {
      if (capture.values().stream().anyMatch(Locator.Header.class::isInstance)) {
        throw new BadKeyException("capture", "a message has no headers; give a JSON pointer");
      }
      capture = Collections.unmodifiableMap(new LinkedHashMap<>(capture));
    }
  }

  /** A message that is sent for each that matches. */
  public record Reply(Matcher when, Template send) {}

  /** A message that is sent at an interval. */
  public record Every(Duration time, Template send) {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofHours(1);

    /** Checks the interval. */
    public Every {
      Durations.check("time", time, LEAST, MOST);
    }
  }

  /**
   * What divides frames.
   *
   * @param separator one character; empty: a frame is a message
   */
  public record Split(String separator) {

    private static final Map<String, String> NAMES =
        Map.of("none", "", "newline", "\n", "nul", "\0");

    /** Reads {@code none}, {@code newline}, {@code nul} or a character. */
    static Split parse(String text) {
      String separator = NAMES.getOrDefault(text, text);
      if (!text.equals("none") && separator.codePointCount(0, separator.length()) != 1) {
        throw new IllegalArgumentException(
            "split must be none, newline, nul or one character, but is '" + text + "'");
      }
      return new Split(separator);
    }
  }

  /** How messages are read: what their document is, in which pointers look. */
  public enum Decode {
    /** The message itself, as JSON; one that is none has no document, but a text. */
    JSON("json"),
    /**
     * A Socket.IO packet in an Engine.IO message, such as {@code 42/ns,7["event",{}]}: {@code
     * {"type":"42","namespace":"/ns","id":"7","data":["event",{}]}}; what is not there is left out.
     */
    SOCKET_IO("socket.io"),
    /**
     * A STOMP frame: {@code {"command":"MESSAGE","headers":{},"body":…}}, the body as JSON if it is
     * some, else as a string. Texts that are sent are frames without the NUL at their end.
     */
    STOMP("stomp"),
    /**
     * An MQTT 3.1.1 packet: {@code {"packet":"publish","topic":"…","payload":…}}, its payload as
     * JSON if it is some, else as a string; {@code packet} alone for {@code connack}, {@code
     * suback} and {@code pingresp}, of which the first two have a {@code code} too. Sent is what
     * this makes of the same form: {@code connect} ({@code clientId}, {@code keepAlive} in seconds,
     * and perhaps {@code username}, {@code password}), {@code subscribe} ({@code topic}), {@code
     * publish} ({@code topic}, {@code payload}), {@code pingreq}; all at QoS 0.
     */
    MQTT("mqtt");

    private final String written;

    Decode(String written) {
      this.written = written;
    }

    /** Where placeholders stand in texts that are sent. */
    Place place() {
      return this == STOMP ? Place.STOMP : Place.MESSAGE;
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** All its texts. */
  Stream<Template> templates() {
    Stream<Template> steps =
        open.stream()
            .flatMap(
                step ->
                    switch (step) {
                      case Send(Template text) -> Stream.of(text);
                      case Expect(Matcher matcher, Map<String, Locator> _) -> matcher.templates();
                    });
    Stream<Template> replies =
        answers.stream()
            .flatMap(reply -> Stream.concat(reply.when().templates(), Stream.of(reply.send())));
    return Stream.of(
            steps,
            replies,
            update.stream().flatMap(Matcher::templates),
            every.stream().map(Every::send))
        .flatMap(templates -> templates);
  }
}
