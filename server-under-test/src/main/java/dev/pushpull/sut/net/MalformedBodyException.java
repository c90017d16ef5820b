package dev.pushpull.sut.net;

import java.io.IOException;

/** A request's body is not what its head announces; the answer to it is 400. */
public final class MalformedBodyException extends IOException {

  MalformedBodyException(String message) {
    super(message);
  }
}
