package dev.pushpull.sut.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.wire.ListenerFacts;
import dev.pushpull.sut.wire.ServerCounters;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control listener's handler: lets in who knows the token, answers the clock at once and sends
 * all else to a worker thread.
 */
public final class ControlHandler implements HttpHandler {

  private static final String SCHEME = "Bearer ";

  private final byte[] token;
  private final ClockHandler clockHandler;
  private final ControlCalls calls;

  /**
   * Makes it.
   *
   * @param token that each request must bear
   * @param counters reads what the server counted
   * @param dataPort where subscribers connect
   * @param listener how they do
   * @param shutdown begins a graceful stop and returns at once
   */
  public ControlHandler(
      String token,
      Feeds feeds,
      Jobs jobs,
      NanoClock clock,
      Supplier<ServerCounters> counters,
      int dataPort,
      ListenerFacts listener,
      Runnable shutdown) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.clockHandler = new ClockHandler(clock, dataPort);
    this.calls = new ControlCalls(feeds, jobs, clock, counters, listener, shutdown);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws JsonProcessingException {
    if (!knowsToken(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
      Problem.send(exchange, 401, "requests here require 'Authorization: Bearer TOKEN'");
    } else if (exchange.getRelativePath().equals("/clock")) {
      clockHandler.handle(exchange);
    } else {
      exchange.dispatch(calls);
    }
  }

  /** In a time that does not tell how much of the token is right. */
  private boolean knowsToken(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token,
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
