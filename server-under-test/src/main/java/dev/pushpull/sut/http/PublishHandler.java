package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedSpec;
import dev.pushpull.sut.feed.Publication.Published;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.net.Problem;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** {@code POST}: publishes the body, UTF-8 text, as a payload. */
final class PublishHandler {

  private static final int MAX_BYTES = FeedSpec.MAX_PAYLOAD_BYTES;

  /** Up to here, the rest of a body that is too long is read, so that the client gets its 413. */
  private static final long MOST_READ_IN_VAIN = 1 << 20;

  private static final long BODY_WITHIN_SECONDS = 30;

  /** What may be text; curl's {@code --data} sends the form type whatever the data are. */
  private static final Set<String> TYPES =
      Set.of("application/json", "application/x-www-form-urlencoded");

  private static final AttachmentKey<Feed> FEED = AttachmentKey.create(Feed.class);

  /** Tells a client that asks first to go on, when its body is read for. */
  private final HttpContinueReadHandler receiving = new HttpContinueReadHandler(this::receive);

  private final Updates updates;
  private final PublishGate gate;

  PublishHandler(DataContext context, PublishGate gate) {
    this.updates = new Updates(context.traffic());
    this.gate = gate;
  }

  void handle(HttpServerExchange exchange, Feed feed) throws Exception {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (!Origins.allowed(exchange)) {
      Problem.send(exchange, 403, "a page of another origin may not publish");
    } else if (!gate.isOpen()) {
      Problem.send(exchange, 403, "this server does not let clients publish");
    } else if (!isText(type) || exchange.getRequestHeaders().contains(Headers.CONTENT_ENCODING)) {
      Problem.send(exchange, 415, "a payload is text in UTF-8, not encoded");
    } else if (exchange.getRequestContentLength() > MAX_BYTES) {
      tooLarge(exchange, exchange.getRequestContentLength());
    } else {
      exchange.putAttachment(FEED, feed);
      receiving.handleRequest(exchange);
    }
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    boolean utf8 = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      utf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    return utf8 && (type.startsWith("text/") || TYPES.contains(type));
  }

  private void receive(HttpServerExchange exchange) {
    Feed feed = exchange.getAttachment(FEED);
    exchange.setMaxEntitySize(MOST_READ_IN_VAIN);
    exchange.getRequestReceiver().setMaxBufferSize(MAX_BYTES);
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
              publish(received, feed, bytes);
            },
            (failed, failure) -> {
              timeout.remove();
              if (failure instanceof Receiver.RequestToLargeException) {
                tooLarge(failed, -1);
              } else {
                IoUtils.safeClose(failed.getConnection());
                failed.endExchange();
              }
            });
  }

  private static void tooLarge(HttpServerExchange exchange, long length) {
    if (length > MOST_READ_IN_VAIN) {
      exchange.setPersistent(false);
    }
    Problem.send(exchange, 413, "a payload is at most " + MAX_BYTES + " B");
  }

  private void publish(HttpServerExchange exchange, Feed feed, byte[] body) {
    String payload;
    try {
      payload = Utf8.decode(body);
    } catch (CharacterCodingException e) {
      Problem.send(exchange, 400, "the payload is not UTF-8");
      return;
    }
    if (!gate.take()) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      Problem.send(exchange, 429, "clients publish too often; try in a second");
      return;
    }
    switch (feed.publish(payload)) {
      case Published(var update) -> updates.created(exchange, update);
      case Refused(var reason) -> refuse(exchange, reason);
    }
  }

  private static void refuse(HttpServerExchange exchange, Reason reason) {
    switch (reason) {
      case CLOSED -> Problem.send(exchange, 404, "the feed was deleted");
      case QUIESCED -> Problem.send(exchange, 503, "publishing is stopped until the next start");
      case LOG_FULL -> Problem.send(exchange, 503, "the publish log is full");
    }
  }
}
