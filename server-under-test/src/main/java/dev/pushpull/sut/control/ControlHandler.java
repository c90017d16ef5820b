package dev.pushpull.sut.control;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.net.Answer;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import dev.pushpull.sut.proc.HostIdentity;
import dev.pushpull.sut.wire.ClockReading;
import dev.pushpull.sut.wire.ListenerFacts;
import dev.pushpull.sut.wire.ServerCounters;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  private static final JsonMapper JSON = new JsonMapper();

  private final HostIdentity host = HostIdentity.read();
  private final byte[] token;
  private final NanoClock clock;
  private final int dataPort;
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
    this.clock = clock;
    this.dataPort = dataPort;
    this.calls = new ControlCalls(feeds, jobs, clock, counters, listener, shutdown);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException, ProblemException {
    if (!knowsToken(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))) {
      throw new ProblemException(
          new Problem(401, "requests here require 'Authorization: Bearer TOKEN'")
              .with(Headers.WWW_AUTHENTICATE, "Bearer"));
    }
    if (exchange.getRelativePath().equals("/clock")) {
      answerClock(exchange);
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

  /** {@code GET /clock}: the clock is read last of all before the answer goes. */
  private void answerClock(HttpServerExchange exchange) throws IOException, ProblemException {
    if (!exchange.getRequestMethod().equals(Methods.GET)) {
      throw new ProblemException(Problem.methodNotAllowed("GET"));
    }
    var reading =
        new ClockReading(
            clock.nanoTime(),
            host.bootId(),
            host.timeNamespace(),
            ProcessHandle.current().pid(),
            dataPort);
    ByteBuffer document = ByteBuffer.wrap(JSON.writeValueAsBytes(reading));
    Answer.send(exchange, Answer.JSON, document, IoCallback.END_EXCHANGE);
  }
}
