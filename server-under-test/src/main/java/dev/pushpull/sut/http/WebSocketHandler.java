package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
import dev.pushpull.sut.net.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET} with {@code Upgrade: websocket} (RFC 6455, version 13), over HTTP/1.1 only.
 * Permessage-deflate is negotiated only where the server was asked for it: it has no least size
 * here and compresses what is not worth it, too.
 */
final class WebSocketHandler {

  private static final AttachmentKey<Place> PLACE = AttachmentKey.create(Place.class);
  private static final String WEBSOCKET = "websocket";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private final DataContext context;
  private final WebSocketProtocolHandshakeHandler handshake;

  /** Where a client begins to listen. */
  private record Place(Feed feed, long heldVersion) {}

  WebSocketHandler(DataContext context) {
    this.context = context;
    WebSocketConnectionCallback opened =
        (exchange, channel) -> {
          Place place = exchange.getAttachment(PLACE);
          var strict = (StrictChannel) channel;
          new PushSocket(context, strict, place.feed(), place.heldVersion()).open();
        };
    this.handshake =
        new WebSocketProtocolHandshakeHandler(
            List.of(new StrictChannel.Handshake()),
            opened,
            exchange -> Problem.send(exchange, 400, "this is not a valid WebSocket handshake"));
  }

  /** Whether a request asks for it, in whatever version of HTTP/1. */
  static boolean isUpgrade(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(Headers.UPGRADE)
        && !exchange.getProtocol().equals(Protocols.HTTP_2_0)
        && exchange.getRequestMethod().equals(Methods.GET)
        && ListHeader.has(exchange.getRequestHeaders(), Headers.UPGRADE, WEBSOCKET);
  }

  void handle(HttpServerExchange exchange, Feed feed) throws Exception {
    HeaderMap headers = exchange.getRequestHeaders();
    ProblemException.check(
        context.allowsOrigin(exchange),
        403,
        "a page of another origin must not open a WebSocket here");
    ProblemException.check(!exchange.isHttp10(), 400, "a WebSocket requires HTTP/1.1");
    if (!ListHeader.has(headers, Headers.SEC_WEB_SOCKET_VERSION, VERSION)) {
      throw new ProblemException(
          new Problem(426, "Sec-WebSocket-Version must be 13")
              .with(Headers.SEC_WEB_SOCKET_VERSION, VERSION));
    }
    ProblemException.check(
        isKey(ListHeader.single(headers, Headers.SEC_WEB_SOCKET_KEY)),
        400,
        "Sec-WebSocket-Key must be 16 bytes in Base64");
    ProblemException.check(
        ListHeader.has(headers, Headers.CONNECTION, "upgrade"),
        400,
        "Connection must include Upgrade");
    long heldVersion =
        feed.kept().isEmpty()
            ? 0
            : AfterParameter.ofQuery(exchange, feed).orElse(PushedStream.FROM_NEWEST);
    exchange.putAttachment(PLACE, new Place(feed, heldVersion));
    headers.put(Headers.SEC_WEB_SOCKET_VERSION, VERSION); // Undertow reads the first line only.
    negotiate(exchange, headers);
    handshake.handleRequest(exchange);
  }

  /** In Undertow's place, which would not look at parameters. */
  private void negotiate(HttpServerExchange exchange, HeaderMap headers) {
    String offers = ListHeader.joined(headers, Headers.SEC_WEB_SOCKET_EXTENSIONS);
    headers.remove(Headers.SEC_WEB_SOCKET_EXTENSIONS);
    if (context.deflate() && offers != null) {
      DeflateOffer.firstOf(offers)
          .ifPresent(
              offer -> {
                exchange.putAttachment(StrictChannel.Handshake.DEFLATE, offer);
                exchange
                    .getResponseHeaders()
                    .put(Headers.SEC_WEB_SOCKET_EXTENSIONS, offer.agreed());
              });
    }
  }

  private static boolean isKey(@Nullable String text) {
    try {
      return text != null && Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
