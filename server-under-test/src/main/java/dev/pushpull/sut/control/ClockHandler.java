package dev.pushpull.sut.control;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.net.Problem;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /clock}: the monotonic clock, read last of all before the answer goes, and what tells
 * a client whether it reads the same clock itself.
 */
final class ClockHandler {

  private final NanoClock clock;
  private final String rest =
      ",\"bootId\":\"%s\",\"timeNamespace\":\"%s\",\"pid\":%d}"
          .formatted(
              ProcessFacts.bootId(), ProcessFacts.timeNamespace(), ProcessHandle.current().pid());

  ClockHandler(NanoClock clock) {
    this.clock = clock;
  }

  void handle(HttpServerExchange exchange) {
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      Problem.methodNotAllowed(exchange, "GET");
      return;
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    String document = "{\"nanoTime\":" + clock.nanoTime() + rest;
    exchange.setResponseContentLength(document.length());
    exchange
        .getResponseSender()
        .send(
            ByteBuffer.wrap(document.getBytes(StandardCharsets.US_ASCII)), IoCallback.END_EXCHANGE);
  }
}
