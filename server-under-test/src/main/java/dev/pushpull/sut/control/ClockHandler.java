package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.proc.HostIdentity;
import dev.pushpull.sut.wire.ClockReading;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;

/** {@code GET /clock}: the clock is read last of all before the answer goes. */
final class ClockHandler {

  private static final JsonMapper JSON = new JsonMapper();

  private final HostIdentity host = HostIdentity.read();
  private final NanoClock clock;
  private final int dataPort;

  ClockHandler(NanoClock clock, int dataPort) {
    this.clock = clock;
    this.dataPort = dataPort;
  }

  void handle(HttpServerExchange exchange) throws JsonProcessingException {
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      Problem.methodNotAllowed(exchange, "GET");
      return;
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    byte[] document =
        JSON.writeValueAsBytes(
            new ClockReading(
                clock.nanoTime(),
                host.bootId(),
                host.timeNamespace(),
                ProcessHandle.current().pid(),
                dataPort));
    exchange.setResponseContentLength(document.length);
    exchange.getResponseSender().send(ByteBuffer.wrap(document), IoCallback.END_EXCHANGE);
  }
}
