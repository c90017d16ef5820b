package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.ListHeader;
import dev.pushpull.sut.net.Problem;
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
  private final boolean deflate;
  private final WebSocketProtocolHandshakeHandler handshake;

  /** Where a client begins to listen. */
  private record Place(Feed feed, long heldVersion) {}

  WebSocketHandler(DataContext context, PublishGate gate, boolean deflate) {
    this.context = context;
    this.deflate = deflate;
    this.handshake =
        new WebSocketProtocolHandshakeHandler(
            List.of(new StrictHandshake()),
            (WebSocketConnectionCallback)
                (exchange, channel) -> {
                  Place place = exchange.getAttachment(PLACE);
                  var strict = (StrictChannel) channel;
                  new PushSocket(context, gate, strict, place.feed(), place.heldVersion()).open();
                },
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
    if (!context.allowsOrigin(exchange)) {
      Problem.send(exchange, 403, "a page of another origin must not open a WebSocket here");
      return;
    }
    if (exchange.isHttp10()) {
      throw new BadRequestException("a WebSocket requires HTTP/1.1");
    }
    if (!ListHeader.has(headers, Headers.SEC_WEB_SOCKET_VERSION, VERSION)) {
      exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, VERSION);
      Problem.send(exchange, 426, "Sec-WebSocket-Version must be 13");
      return;
    }
    checkKey(Single.header(exchange, Headers.SEC_WEB_SOCKET_KEY));
    if (!ListHeader.has(headers, Headers.CONNECTION, "upgrade")) {
      throw new BadRequestException("Connection must include Upgrade");
    }
    long heldVersion =
        feed.kept().isEmpty() ? 0 : After.ofQuery(exchange, feed).orElse(PushedStream.FROM_NEWEST);
    exchange.putAttachment(PLACE, new Place(feed, heldVersion));
    headers.put(Headers.SEC_WEB_SOCKET_VERSION, VERSION); // Undertow reads the first line only.
    negotiate(exchange, headers);
    handshake.handleRequest(exchange);
  }

  /** In Undertow's place, which would not look at parameters. */
  private void negotiate(HttpServerExchange exchange, HeaderMap headers) {
    String offers = ListHeader.joined(headers, Headers.SEC_WEB_SOCKET_EXTENSIONS);
    headers.remove(Headers.SEC_WEB_SOCKET_EXTENSIONS);
    if (deflate && offers != null) {
      DeflateOffer.firstOf(offers)
          .ifPresent(
              offer -> {
                exchange.putAttachment(StrictHandshake.DEFLATE, offer);
                exchange
                    .getResponseHeaders()
                    .put(Headers.SEC_WEB_SOCKET_EXTENSIONS, offer.agreed());
              });
    }
  }

  private static void checkKey(@Nullable String key) throws BadRequestException {
    try {
      if (key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new BadRequestException("Sec-WebSocket-Key must be 16 bytes in Base64");
  }
}
