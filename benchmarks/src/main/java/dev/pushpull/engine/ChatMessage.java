package dev.pushpull.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a member of a room says: who it is, how often it spoke, and when; {@code 12 345 6789 ....}
 * with as many dots as make the payload's length.
 *
 * @param sender the member's number, from 0
 * @param sequence 1 for its first message, then rising by one
 * @param sentNanos when it was sent, on the sender's {@code System.nanoTime()}
 */
public record ChatMessage(int sender, int sequence, long sentNanos) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}) ([1-9]\\d{0,8}) (-?\\d{1,19}) \\.*");

  /**
   * The message as a payload.
   *
   * @param bytes how long it is to be; longer if the message does not fit
   */
  public String payload(int bytes) {
    String said = sender + " " + sequence + " " + sentNanos + " ";
    return said + ".".repeat(Math.max(0, bytes - said.length()));
  }

  /** Reads a payload; empty if it is no message. */
  public static Optional<ChatMessage> ofPayload(String payload) {
    Matcher match = FORM.matcher(payload);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ChatMessage(
              Integer.parseInt(match.group(1)),
              Integer.parseInt(match.group(2)),
              Long.parseLong(match.group(3))));
    } catch (NumberFormatException e) {
      return Optional.empty(); // Nobody's clock shows that.
    }
  }
}
