package dev.pushpull.sut.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import org.jspecify.annotations.Nullable;

/** Header fields that are no list and so must not come twice. */
final class Single {

  private Single() {}

  /**
   * A field's value; null if there is none.
   *
   * @throws BadRequestException if there are several
   */
  static @Nullable String header(HttpServerExchange exchange, HttpString name)
      throws BadRequestException {
    HeaderValues lines = exchange.getRequestHeaders().get(name);
    if (lines == null || lines.isEmpty()) {
      return null;
    }
    if (lines.size() > 1) {
      throw new BadRequestException(name + " must be given once, but is given more than once");
    }
    return lines.getFirst();
  }
}
