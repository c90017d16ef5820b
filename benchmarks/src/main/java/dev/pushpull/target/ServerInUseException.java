package dev.pushpull.target;

import java.io.IOException;

/** Another run has claimed the server; the message says who and since when. */
public final class ServerInUseException extends IOException {

  ServerInUseException(String message) {
    super(message);
  }
}
