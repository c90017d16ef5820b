package dev.pushpull.sut.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests of one lane of one page, and its last handshake. Safe from any thread. */
final class LaneCount implements ExchangeCompletionListener {

  private static final int SWITCHING = 101;

  /** What a browser keeps from its page, and whoever looks over a shoulder should not read. */
  private static final Set<HttpString> SECRET =
      Set.of(Headers.COOKIE, Headers.AUTHORIZATION, Headers.PROXY_AUTHORIZATION);

  private final Map<Integer, Long> byStatus = new TreeMap<>(); // guarded by this
  private long requests; // guarded by this
  private long aborted; // guarded by this
  private @Nullable ObjectNode handshake; // guarded by this

  /** Counts a request that came, and its end later. */
  synchronized void begin(HttpServerExchange exchange) {
    requests++;
    exchange.addExchangeCompleteListener(this);
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
    end(exchange);
    nextListener.proceed();
  }

  private synchronized void end(HttpServerExchange exchange) {
    boolean whole = exchange.isResponseComplete() && exchange.getConnection().isOpen();
    if (whole || isStream(exchange)) {
      byStatus.merge(exchange.getStatusCode(), 1L, Long::sum);
    } else {
      aborted++;
    }
    if (exchange.getStatusCode() == SWITCHING) {
      handshake = described(exchange);
    }
  }

  /** It is cut off by the client at all times: that is how such a stream ends. */
  private static boolean isStream(HttpServerExchange exchange) {
    return "text/event-stream".equals(exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE));
  }

  private static ObjectNode described(HttpServerExchange exchange) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("request")
        .put("line", requestLine(exchange))
        .set("headers", headers(exchange.getRequestHeaders()));
    json.putObject("answer")
        .put("line", exchange.getProtocol() + " 101 Switching Protocols")
        .set("headers", headers(exchange.getResponseHeaders()));
    return json;
  }

  /** As HTTP/1.1 writes it, without its end. */
  static String requestLine(HttpServerExchange exchange) {
    String query = exchange.getQueryString();
    String target = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    return exchange.getRequestMethod() + " " + target + " " + exchange.getProtocol();
  }

  private static ArrayNode headers(HeaderMap headers) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (HeaderValues values : headers) {
      boolean secret = SECRET.contains(values.getHeaderName());
      for (String value : values) {
        String shown = secret ? "(" + value.length() + " characters, not shown)" : value;
        all.addArray().add(values.getHeaderName().toString()).add(shown);
      }
    }
    return all;
  }

  /** The request and the answer of the lane's last handshake, as the server saw them. */
  synchronized Optional<ObjectNode> handshake() {
    return Optional.ofNullable(handshake).map(ObjectNode::deepCopy);
  }

  /** {@code {"requests":…,"answers":{"200":…},"aborted":…,"open":…}}. */
  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("requests", requests);
    ObjectNode answers = json.putObject("answers");
    byStatus.forEach((status, count) -> answers.put(Integer.toString(status), count));
    json.put("aborted", aborted);
    long ended = aborted + byStatus.values().stream().mapToLong(Long::longValue).sum();
    return json.put("open", requests - ended);
  }
}
