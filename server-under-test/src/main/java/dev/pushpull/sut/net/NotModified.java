package dev.pushpull.sut.net;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;

/** Answers 304, which has no body whatever the method. */
public final class NotModified {

  private NotModified() {}

  /** Ends the exchange; to {@code HEAD} with the same headers as to {@code GET}. */
  public static void send(HttpServerExchange exchange) {
    exchange.setStatusCode(304);
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      // Undertow announces a chunked body to HEAD: taken back before the head is sent.
      exchange.getResponseChannel();
      exchange.getResponseHeaders().remove(Headers.TRANSFER_ENCODING);
      exchange.getResponseHeaders().remove(Headers.CONNECTION);
    }
    exchange.endExchange();
  }
}
