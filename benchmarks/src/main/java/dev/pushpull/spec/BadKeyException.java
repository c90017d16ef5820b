package dev.pushpull.spec;

import java.io.Serial;

/** What is wrong with one key of a mapping where only the whole can tell it. */
public final class BadKeyException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1;

  private final String key;

  /**
   * A complaint.
   *
   * @param message what was expected, what came, and what to do, without the key
   */
  public BadKeyException(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The key that it is about. */
  public String key() {
    return key;
  }
}
