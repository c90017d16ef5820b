package dev.pushpull.sut.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.MalformedBodyException;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Reads a request's body as text in UTF-8, bounded in length and in time. */
final class TextBody {

  /** Up to here, the rest of a body that is too long is read, so that the client gets its 413. */
  private static final long MAX_READ_IN_VAIN = 1 << 20;

  private static final long BODY_WITHIN_SECONDS = 30;
  private static final String CHARSET = "charset=";

  /** What may be text; curl's {@code --data} sends the form type whatever the data are. */
  private static final Set<String> TYPES =
      Set.of("application/json", "application/x-www-form-urlencoded");

  private TextBody() {}

  /** What becomes of the text. */
  interface Consumer {
    /** Takes it, and answers; on an IO thread. */
    void accept(String text) throws ProblemException;
  }

  /**
   * Hands the text on, or answers why not: 400, 413 or 415.
   *
   * @param noun what a body is, for the answers
   */
  static void read(HttpServerExchange exchange, String noun, int maxBytes, Consumer then)
      throws Exception {
    String type = ListHeader.joined(exchange.getRequestHeaders(), Headers.CONTENT_TYPE);
    ProblemException.check(
        isText(type) && !isEncoded(exchange),
        415,
        "a " + noun + " must be UTF-8 text without a content encoding");
    if (exchange.getRequestContentLength() > maxBytes) {
      if (exchange.getRequestContentLength() > MAX_READ_IN_VAIN) {
        exchange.setPersistent(false);
      }
      throw new ProblemException(tooLarge(noun, maxBytes));
    }
    HttpHandler receive = _ -> receive(exchange, noun, maxBytes, then);
    new HttpContinueReadHandler(receive).handleRequest(exchange);
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
      return Charset.forName(ListHeader.unquoted(name)).equals(UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isEncoded(HttpServerExchange exchange) {
    String codings = ListHeader.joined(exchange.getRequestHeaders(), Headers.CONTENT_ENCODING);
    return codings != null
        && !ListHeader.elements(codings).stream().allMatch("identity"::equalsIgnoreCase);
  }

  private static void receive(
      HttpServerExchange exchange, String noun, int maxBytes, Consumer then) {
    exchange.setMaxEntitySize(MAX_READ_IN_VAIN);
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(maxBytes);
    var timeout =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()),
                BODY_WITHIN_SECONDS,
                TimeUnit.SECONDS);
    receiver.receiveFullBytes(
        (_, bytes) -> {
          timeout.remove();
          try {
            then.accept(decoded(noun, bytes));
          } catch (ProblemException e) {
            e.problem().send(exchange);
          }
        },
        (_, failure) -> {
          timeout.remove();
          // What comes of a later read is wrapped once more.
          IOException reason = failure.getCause() instanceof IOException cause ? cause : failure;
          switch (reason) {
            case Receiver.RequestToLargeException _, RequestTooBigException _ ->
                tooLarge(noun, maxBytes).send(exchange);
            case MalformedBodyException _ ->
                Problem.send(exchange, 400, String.valueOf(reason.getMessage()));
            default -> {
              IoUtils.safeClose(exchange.getConnection());
              exchange.endExchange();
            }
          }
        });
  }

  private static Problem tooLarge(String noun, int maxBytes) {
    return new Problem(413, "a " + noun + " must be at most " + maxBytes + " B");
  }

  private static String decoded(String noun, byte[] body) throws ProblemException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(400, "the " + noun + " is not valid UTF-8");
    }
  }
}
