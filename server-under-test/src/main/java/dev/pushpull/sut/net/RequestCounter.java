package dev.pushpull.sut.net;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/**
 * The first handler of every request: counts each once, by the status of its answer or as aborted,
 * and answers those that a handler refuses with a problem.
 */
record RequestCounter(ListenerCounts counts, HttpHandler next)
    implements HttpHandler, ExchangeCompletionListener {

  private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    exchange.addExchangeCompleteListener(this);
    try {
      next.handleRequest(exchange);
    } catch (ProblemException e) {
      e.problem().send(exchange);
    }
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
    if (exchange.getAttachment(COUNTED) == null) {
      if (exchange.isResponseComplete() && wasSent(exchange)) {
        counts.answered(exchange.getStatusCode());
      } else {
        counts.aborted().increment();
      }
    }
    nextListener.proceed();
  }

  /**
   * A connection that ends with the answer may be closed by now; else the answer was cut off unless
   * all of its body is with the socket.
   */
  private static boolean wasSent(HttpServerExchange exchange) {
    long length = exchange.getResponseContentLength();
    return exchange.getConnection().isOpen()
        || (length > 0 && exchange.getResponseBytesSent() == length);
  }

  /** True the first time. */
  static boolean markCounted(HttpServerExchange exchange) {
    return exchange.putAttachment(COUNTED, true) == null;
  }
}
