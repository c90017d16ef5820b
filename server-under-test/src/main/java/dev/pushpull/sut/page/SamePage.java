package dev.pushpull.sut.page;

import dev.pushpull.sut.http.Origins;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Whether a page that this server served sent a request. Stricter than {@link Origins#allowed}:
 * there must be an {@code Origin}.
 */
final class SamePage {

  private SamePage() {}

  static boolean sent(HttpServerExchange exchange, boolean loopbackOnly) {
    return exchange.getRequestHeaders().contains(Headers.ORIGIN)
        && Origins.allowed(exchange, loopbackOnly);
  }
}
