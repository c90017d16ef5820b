package dev.pushpull.sut.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser page may open a WebSocket or publish: only one that this very server served.
 * Other clients send no {@code Origin} and are let through.
 */
public final class Origins {

  private Origins() {}

  /** Whether a request's page, if a page sent it, is this server's. */
  public static boolean allowed(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    return origin == null || same(origin, exchange.getRequestHeaders().getFirst(Headers.HOST));
  }

  /** Scheme apart, since the server may stand behind one that ends TLS. */
  static boolean same(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
