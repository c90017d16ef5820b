package dev.pushpull.trial;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.JobListener;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.TlsFacts;
import dev.pushpull.sut.wire.Update;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One report of a client, as a line of text: its kind's letter, numbers, then text to the line's
 * end.
 *
 * @param numbers what the kind needs, in the order of the methods below
 * @param text a payload, a feed, a failure or what a TLS handshake resulted in
 */
record RawEvent(Kind kind, List<Long> numbers, String text) {

  /** By the numbers that stand in the recorded trials. */
  private static final List<Exchange.Kind> KINDS =
      List.of(
          Exchange.Kind.CONNECT,
          Exchange.Kind.SUBMIT,
          Exchange.Kind.PUBLISH,
          Exchange.Kind.RECOVER,
          Exchange.Kind.POLL,
          Exchange.Kind.LONG_POLL,
          Exchange.Kind.OPEN_STREAM);

  enum Kind {
    UPDATE("u", 3),
    EXCHANGE("e", 5),
    OPENED("o", 0),
    SECURED("t", 0),
    RECONNECT("r", 0),
    FAILURE("f", 0),
    SUBMITTED("s", 7),
    WATCHED("w", 6),
    STATE("j", 4);

    private final String letter;
    private final int numbers;

    Kind(String letter, int numbers) {
      this.letter = letter;
      this.numbers = numbers;
    }
  }

  /** Tells a subscriber's listener the same again. */
  void tell(SubscriberListener listener) {
    switch (kind) {
      case UPDATE -> listener.onUpdate(new Update("", number(0), number(1), 0, text), number(2));
      case EXCHANGE -> listener.onExchange(exchange(0));
      case OPENED -> listener.onConnectionOpened();
      case SECURED -> listener.onSecured(tls());
      case RECONNECT -> listener.onReconnect();
      case FAILURE -> listener.onFailure(text);
      case SUBMITTED, WATCHED, STATE -> throw new IllegalStateException("of a job: " + this);
    }
  }

  /** Tells the listener of a client with jobs the same again. */
  void tell(JobListener listener) {
    switch (kind) {
      case EXCHANGE -> listener.onConnected(exchange(0));
      case OPENED -> listener.onConnectionOpened();
      case SECURED -> listener.onSecured(tls());
      case RECONNECT -> listener.onReconnect();
      case FAILURE -> listener.onFailure(text);
      case SUBMITTED ->
          listener.onSubmitted(
              job(), exchange(2), number(1) == 1 ? Optional.of(text) : Optional.empty());
      case WATCHED -> listener.onWatched(job(), exchange(1));
      case STATE ->
          listener.onState(job(), new Update("", number(1), number(2), 0, text), number(3));
      case UPDATE -> throw new IllegalStateException("of no job: " + this);
    }
  }

  private long number(int index) {
    return numbers.get(index);
  }

  int job() {
    return Math.toIntExact(number(0));
  }

  private Exchange exchange(int from) {
    return new Exchange(
        number(from),
        number(from + 1),
        number(from + 2),
        Math.toIntExact(number(from + 3)),
        KINDS.get(Math.toIntExact(number(from + 4))));
  }

  private TlsFacts tls() {
    String[] parts = text.split(" ", 3);
    return new TlsFacts(parts[0], parts[1], parts[2]);
  }

  /** Reads a line. */
  static RawEvent of(String line) {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(k -> line.startsWith(k.letter + " "))
            .findFirst()
            .orElseThrow();
    String[] parts = line.split(" ", kind.numbers + 2);
    List<Long> numbers = Arrays.stream(parts, 1, 1 + kind.numbers).map(Long::parseLong).toList();
    return new RawEvent(kind, numbers, parts[kind.numbers + 1]);
  }
}
