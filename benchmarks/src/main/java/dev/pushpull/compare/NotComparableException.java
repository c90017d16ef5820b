package dev.pushpull.compare;

/** Two runs have nothing that can be compared; the message says what differs, in one line. */
public final class NotComparableException extends Exception {

  NotComparableException(String message) {
    super(message);
  }
}
