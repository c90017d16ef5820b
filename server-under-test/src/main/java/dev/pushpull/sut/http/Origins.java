package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser page may open a WebSocket or publish: only one that this very server served.
 * Other clients send no {@code Origin} and are let through. On loopback {@code Host} must be a name
 * of loopback, since a foreign page whose name was made to mean 127.0.0.1 has an origin that equals
 * its host.
 */
final class Origins {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private Origins() {}

  /**
   * Whether a request's page, if a page sent it, is this server's.
   *
   * @param loopbackOnly whether the server listens on a loopback address, so that no other name is
   *     its own
   */
  static boolean allowed(HttpServerExchange exchange, boolean loopbackOnly) {
    String origin = ListHeader.joined(exchange.getRequestHeaders(), Headers.ORIGIN);
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return origin == null || (same(origin, host) && (!loopbackOnly || isLoopback(host)));
  }

  /** Whether a {@code Host} is a name or an address of loopback, with a port or without. */
  static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
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
