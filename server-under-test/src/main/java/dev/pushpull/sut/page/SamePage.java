package dev.pushpull.sut.page;

import dev.pushpull.sut.http.Origins;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a page that this server served sent a request. Stricter than {@link Origins#allowed}:
 * there must be an {@code Origin}, and on loopback {@code Host} must be a name of loopback, since a
 * foreign page whose name was made to mean 127.0.0.1 has an origin that equals its host.
 */
final class SamePage {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private SamePage() {}

  static boolean sent(HttpServerExchange exchange, boolean loopbackOnly) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return host != null
        && exchange.getRequestHeaders().contains(Headers.ORIGIN)
        && Origins.allowed(exchange)
        && (!loopbackOnly || isLoopback(host));
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
