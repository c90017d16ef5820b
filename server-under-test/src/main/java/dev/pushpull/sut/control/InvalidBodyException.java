package dev.pushpull.sut.control;

/** A request's body is not what it should be; the message names the key. */
final class InvalidBodyException extends Exception {

  InvalidBodyException(String message) {
    super(message);
  }
}
