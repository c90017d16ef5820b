package dev.pushpull.sut.net;

import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.List;

/** Answers that are there as a whole. */
public final class Answer {

  /** The media type of every document but a problem. */
  public static final String JSON = "application/json";

  private Answer() {}

  /** Whether a request's method is {@code GET} or {@code HEAD}. */
  public static boolean isRead(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equals(Methods.GET) || isHead(exchange);
  }

  /** Whether a request's method is {@code HEAD}. */
  public static boolean isHead(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equals(Methods.HEAD);
  }

  /**
   * Lets a request go on whose method is one of these.
   *
   * @param allowed such as {@code GET, HEAD}
   * @throws ProblemException 405 if it is another
   */
  public static void checkMethod(HttpServerExchange exchange, String allowed)
      throws ProblemException {
    if (!List.of(allowed.split(", ", -1)).contains(exchange.getRequestMethod().toString())) {
      throw new ProblemException(Problem.methodNotAllowed(allowed));
    }
  }

  /**
   * Sends a document with its length; the status is the exchange's.
   *
   * @param then ends the exchange
   */
  public static void send(
      HttpServerExchange exchange, String mediaType, ByteBuffer document, IoCallback then) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
    exchange.setResponseContentLength(document.remaining());
    exchange.getResponseSender().send(document, then);
  }

  /**
   * Ends the exchange with 304, which has no body whatever the method; to {@code HEAD} with the
   * same headers as to {@code GET}.
   */
  public static void notModified(HttpServerExchange exchange) {
    exchange.setStatusCode(304);
    if (isHead(exchange)) {
      // Undertow announces a chunked body to HEAD: taken back before the head is sent.
      exchange.getResponseChannel();
      exchange.getResponseHeaders().remove(Headers.TRANSFER_ENCODING);
      exchange.getResponseHeaders().remove(Headers.CONNECTION);
    }
    exchange.endExchange();
  }
}
