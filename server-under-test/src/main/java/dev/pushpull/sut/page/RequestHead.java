package dev.pushpull.sut.page;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;

/** How long a request's line and headers are, written as HTTP/1.1 writes them. */
final class RequestHead {

  private static final int LINE_END = 2;
  private static final int COLON_AND_SPACE = 2;

  private RequestHead() {}

  /** In bytes, the empty line at the end included. */
  static long bytes(HttpServerExchange exchange) {
    String query = exchange.getQueryString();
    long bytes =
        exchange.getRequestMethod().length()
            + 1L
            + exchange.getRequestURI().length()
            + (query.isEmpty() ? 0 : 1 + query.length())
            + 1L
            + "HTTP/1.1".length()
            + LINE_END;
    for (HeaderValues values : exchange.getRequestHeaders()) {
      for (String value : values) {
        bytes += values.getHeaderName().length() + COLON_AND_SPACE + value.length() + LINE_END;
      }
    }
    return bytes + LINE_END;
  }
}
