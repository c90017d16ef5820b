package dev.pushpull.operation.fork;

import java.util.Random;

/** The payload: the same for every operation of one size. */
public final class OperationPayload {

  /** The longest that a message with its JSON around it may carry. */
  static final int MAX_BYTES = 60_000;

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private OperationPayload() {}

  /** Seeded letters and digits, which JSON does not escape: as many bytes as characters. */
  public static String text(int bytes) {
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw OperationException.told(
          "payload must be 0 to %d bytes, but is %d".formatted(MAX_BYTES, bytes));
    }
    var random = new Random(bytes);
    var text = new StringBuilder(bytes);
    for (int i = 0; i < bytes; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
