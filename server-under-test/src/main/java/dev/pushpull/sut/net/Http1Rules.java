package dev.pushpull.sut.net;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.List;

/**
 * Rules of HTTP/1.1 messages and connections (RFC 9112) that Undertow does not enforce: an unknown
 * transfer coding is refused, {@code close} counts wherever it stands in {@code Connection}, chunks
 * are read strictly, and empty lines before a request are ignored.
 */
record Http1Rules(HttpHandler next) implements HttpHandler, ExchangeCompletionListener {

  private static final String CHUNKED = "chunked";

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.getConnection() instanceof HttpServerConnection connection) {
      if (connection.getOriginalSourceConduit() instanceof RequestSource source) {
        source.headIsRead();
        exchange.addExchangeCompleteListener(this);
      }
      HeaderMap headers = exchange.getRequestHeaders();
      honourClose(exchange, headers);
      String codings = ListHeader.joined(headers, Headers.TRANSFER_ENCODING);
      if (codings != null) {
        takeCoding(exchange, connection, codings);
      }
    }
    next.handleRequest(exchange);
  }

  /** Undertow has looked at the first line, and honours a {@code close} that stands alone. */
  private static void honourClose(HttpServerExchange exchange, HeaderMap headers) {
    String connection = ListHeader.joined(headers, Headers.CONNECTION);
    if (connection != null
        && connection.indexOf(',') >= 0
        && ListHeader.has(headers, Headers.CONNECTION, "close")) {
      exchange.setPersistent(false);
    }
  }

  private static void takeCoding(
      HttpServerExchange exchange, HttpServerConnection connection, String codings)
      throws ProblemException {
    if (!exchange.isHttp10() && codings.equalsIgnoreCase(CHUNKED)) {
      if (!exchange.isRequestComplete()) {
        ChunkedBody.install(exchange, connection);
      }
      return;
    }
    exchange.setPersistent(false); // Where the body ends is not known.
    ProblemException.check(
        !exchange.isHttp10(), 400, "Transfer-Encoding is not supported in HTTP/1.0");
    List<String> all = ListHeader.elements(codings);
    boolean repeated = !all.isEmpty() && all.stream().allMatch(CHUNKED::equalsIgnoreCase);
    ProblemException.check(!repeated, 400, "Transfer-Encoding must list chunked only once");
    throw new ProblemException(
        501, "Transfer-Encoding must be chunked; not supported: " + Problem.shortened(codings));
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
    if (exchange.isPersistent()
        && !exchange.isUpgrade()
        && exchange.getConnection() instanceof HttpServerConnection connection
        && connection.getOriginalSourceConduit() instanceof RequestSource source) {
      source.expectRequest(connection);
    }
    nextListener.proceed();
  }
}
