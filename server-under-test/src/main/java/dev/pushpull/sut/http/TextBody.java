package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.MalformedBodyException;
import dev.pushpull.sut.net.Problem;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Reads a request's body as text in UTF-8, bounded in length and in time. */
final class TextBody {

  /** Up to here, the rest of a body that is too long is read, so that the client gets its 413. */
  private static final long MOST_READ_IN_VAIN = 1 << 20;

  private static final long BODY_WITHIN_SECONDS = 30;
  private static final String CHARSET = "charset=";

  /** What may be text; curl's {@code --data} sends the form type whatever the data are. */
  private static final Set<String> TYPES =
      Set.of("application/json", "application/x-www-form-urlencoded");

  /** Tells a client that asks first to go on, when its body is read for. */
  private final HttpContinueReadHandler receiving = new HttpContinueReadHandler(this::receive);

  private final String noun;
  private final int maxBytes;
  private final Taker taker;

  /** What becomes of the text. */
  interface Taker {
    /** Takes it, and answers; on an IO thread. */
    void take(HttpServerExchange exchange, String text);
  }

  /**
   * Makes it.
   *
   * @param noun what a body is, for the answers
   */
  TextBody(String noun, int maxBytes, Taker taker) {
    this.noun = noun;
    this.maxBytes = maxBytes;
    this.taker = taker;
  }

  /** Hands the text on, or answers why not: 400, 413 or 415. */
  void read(HttpServerExchange exchange) throws Exception {
    String type = ListHeader.joined(exchange.getRequestHeaders(), Headers.CONTENT_TYPE);
    if (!isText(type) || isEncoded(exchange)) {
      Problem.send(exchange, 415, "a " + noun + " must be UTF-8 text without a content encoding");
    } else if (exchange.getRequestContentLength() > maxBytes) {
      tooLarge(exchange, exchange.getRequestContentLength());
    } else {
      receiving.handleRequest(exchange);
    }
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    List<String> parts = ListHeader.split(contentType.toLowerCase(Locale.ROOT), ';');
    String type = parts.getFirst();
    return ((type.startsWith("text/") && type.indexOf(',') < 0) || TYPES.contains(type))
        && parts.stream()
            .filter(parameter -> parameter.startsWith(CHARSET))
            .allMatch(parameter -> isUtf8(parameter.substring(CHARSET.length())));
  }

  /** By any of the encoding's names. */
  private static boolean isUtf8(String name) {
    try {
      return Charset.forName(ListHeader.unquoted(name)).equals(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isEncoded(HttpServerExchange exchange) {
    String codings = ListHeader.joined(exchange.getRequestHeaders(), Headers.CONTENT_ENCODING);
    return codings != null
        && !ListHeader.elements(codings).stream().allMatch("identity"::equalsIgnoreCase);
  }

  private void receive(HttpServerExchange exchange) {
    exchange.setMaxEntitySize(MOST_READ_IN_VAIN);
    exchange.getRequestReceiver().setMaxBufferSize(maxBytes);
    var timeout =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()),
                BODY_WITHIN_SECONDS,
                TimeUnit.SECONDS);
    exchange
        .getRequestReceiver()
        .receiveFullBytes(
            (received, bytes) -> {
              timeout.remove();
              decode(received, bytes);
            },
            (failed, failure) -> {
              timeout.remove();
              if (failure instanceof Receiver.RequestToLargeException
                  || failure instanceof RequestTooBigException) {
                tooLarge(failed, -1);
              } else if (failure instanceof MalformedBodyException) {
                Problem.send(failed, 400, String.valueOf(failure.getMessage()));
              } else {
                IoUtils.safeClose(failed.getConnection());
                failed.endExchange();
              }
            });
  }

  private void tooLarge(HttpServerExchange exchange, long length) {
    if (length > MOST_READ_IN_VAIN) {
      exchange.setPersistent(false);
    }
    Problem.send(exchange, 413, "a " + noun + " must be at most " + maxBytes + " B");
  }

  private void decode(HttpServerExchange exchange, byte[] body) {
    String text;
    try {
      text = Utf8.decode(body);
    } catch (CharacterCodingException e) {
      Problem.send(exchange, 400, "the " + noun + " is not valid UTF-8");
      return;
    }
    taker.take(exchange, text);
  }
}
