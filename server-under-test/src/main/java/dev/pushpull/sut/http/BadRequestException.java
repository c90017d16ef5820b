package dev.pushpull.sut.http;

/** A request that makes no sense; its message is the answer's detail. */
final class BadRequestException extends Exception {

  BadRequestException(String message) {
    super(message);
  }
}
