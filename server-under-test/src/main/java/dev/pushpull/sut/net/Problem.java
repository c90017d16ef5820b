package dev.pushpull.sut.net;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * An error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param status HTTP status, 400 to 599
 * @param detail what was expected and what came, for a person
 * @param figures what a program wants to know of it, as members of their own
 */
public record Problem(int status, String detail, Map<String, Long> figures) {

  /** What {@link #send} sends. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int LONGEST_SHOWN = 100;

  private static final JsonFactory JSON = new JsonFactoryBuilder().build();

  /** A problem that is told in words alone. */
  public Problem(int status, String detail) {
    this(status, detail, Map.of());
  }

  /** The status in words. */
  public String title() {
    return StatusCodes.getReason(status);
  }

  /** The document, UTF-8. */
  public byte[] json() {
    var out = new ByteArrayOutputStream(160);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("status", status);
      json.writeStringField("title", title());
      json.writeStringField("detail", detail);
      for (Map.Entry<String, Long> figure : figures.entrySet()) {
        json.writeNumberField(figure.getKey(), figure.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Ends the exchange with this. */
  public void send(HttpServerExchange exchange) {
    byte[] body = json();
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, MEDIA_TYPE);
    exchange.setResponseContentLength(body.length);
    exchange.getResponseSender().send(ByteBuffer.wrap(body), IoCallback.END_EXCHANGE);
  }

  /** Ends the exchange with a problem. */
  public static void send(HttpServerExchange exchange, int status, String detail) {
    new Problem(status, detail).send(exchange);
  }

  /** Ends the exchange with 405 and what would be allowed, such as {@code GET, POST}. */
  public static void methodNotAllowed(HttpServerExchange exchange, String allowed) {
    exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
    send(exchange, 405, "method not allowed; allowed here: " + allowed);
  }

  /** What a client sent, short enough to be shown to it. */
  public static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
