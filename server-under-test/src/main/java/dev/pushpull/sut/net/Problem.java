package dev.pushpull.sut.net;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param status HTTP status, 400 to 599
 * @param detail what was expected and what came, for a person
 * @param figures what a program wants to know of it, as members of their own
 * @param headers that the answer has beside those of every problem
 */
public record Problem(
    int status, String detail, Map<String, Long> figures, Map<HttpString, String> headers) {

  /** What {@link #send} sends. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int MAX_SHOWN_CHARACTERS = 100;

  /** A problem that is told in words alone. */
  public Problem(int status, String detail) {
    this(status, detail, Map.of(), Map.of());
  }

  /** The same, told with this header beside it and no other. */
  public Problem with(HttpString header, String value) {
    return new Problem(status, detail, figures, Map.of(header, value));
  }

  /** 405, and what would be allowed, such as {@code GET, POST}. */
  public static Problem methodNotAllowed(String allowed) {
    return new Problem(405, "method not allowed; allowed here: " + allowed)
        .with(Headers.ALLOW, allowed);
  }

  /** The status in words. */
  public String title() {
    return StatusCodes.getReason(status);
  }

  /** The document, UTF-8. */
  public byte[] json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", status).put("title", title()).put("detail", detail);
    figures.forEach((name, figure) -> json.put(name, figure));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the exchange with this. */
  public void send(HttpServerExchange exchange) {
    headers.forEach(exchange.getResponseHeaders()::put);
    exchange.setStatusCode(status);
    Answer.send(exchange, MEDIA_TYPE, ByteBuffer.wrap(json()), IoCallback.END_EXCHANGE);
  }

  /** Ends the exchange with a problem. */
  public static void send(HttpServerExchange exchange, int status, String detail) {
    new Problem(status, detail).send(exchange);
  }

  /** What a client sent, short enough to be shown to it. */
  public static String shortened(String text) {
    boolean whole = text.length() <= MAX_SHOWN_CHARACTERS;
    return whole ? text : text.substring(0, MAX_SHOWN_CHARACTERS) + "…";
  }
}
