package dev.pushpull.sut.http;

import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Map;

/** A client wants to read on where the log feed keeps nothing any more. */
final class TooOldException extends Exception {

  private final long oldest;

  /**
   * Says so.
   *
   * @param after the version that it holds
   * @param oldest the oldest version that is kept
   */
  TooOldException(long after, long oldest) {
    super(
        "the updates after version %d are no longer kept; the oldest kept is %d"
            .formatted(after, oldest));
    this.oldest = oldest;
  }

  /** 410, with the oldest version that is kept; not to be stored, since time makes it another. */
  void answer(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    new Problem(410, String.valueOf(getMessage()), Map.of("oldest", oldest)).send(exchange);
  }
}
