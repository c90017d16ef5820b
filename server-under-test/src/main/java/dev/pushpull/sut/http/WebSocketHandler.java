package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET} with {@code Upgrade: websocket} (RFC 6455, version 13), over HTTP/1.1 only.
 * Permessage-deflate is negotiated only where the server was asked for it: it has no least size
 * here and compresses what is not worth it, too.
 */
final class WebSocketHandler {

  private static final AttachmentKey<Place> PLACE = AttachmentKey.create(Place.class);
  private static final int KEY_BYTES = 16;

  private final DataContext context;
  private final WebSocketProtocolHandshakeHandler handshake;

  /** Where a client begins to listen. */
  private record Place(Feed feed, long heldVersion) {}

  WebSocketHandler(DataContext context, PublishGate gate, boolean deflate) {
    this.context = context;
    this.handshake =
        new WebSocketProtocolHandshakeHandler(
            List.of(new StrictHandshake(deflate)),
            (WebSocketConnectionCallback)
                (exchange, channel) -> {
                  Place place = exchange.getAttachment(PLACE);
                  var strict = (StrictChannel) channel;
                  new PushSocket(context, gate, strict, place.feed(), place.heldVersion()).open();
                },
            exchange -> Problem.send(exchange, 400, "the handshake is not that of a WebSocket"));
  }

  static boolean isUpgrade(HttpServerExchange exchange) {
    String upgrade = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
    return upgrade != null
        && !exchange.getProtocol().equals(Protocols.HTTP_2_0)
        && exchange.getRequestMethod().equals(Methods.GET)
        && upgrade.strip().equalsIgnoreCase("websocket");
  }

  void handle(HttpServerExchange exchange, Feed feed) throws Exception {
    if (!context.allowsOrigin(exchange)) {
      Problem.send(exchange, 403, "a page of another origin may not open a WebSocket here");
      return;
    }
    if (!"13".equals(exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_VERSION))) {
      exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, "13");
      Problem.send(exchange, 426, "Sec-WebSocket-Version must be 13");
      return;
    }
    checkKey(exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_KEY));
    checkConnection(exchange.getRequestHeaders().getFirst(Headers.CONNECTION));
    long heldVersion =
        feed.kept().isEmpty() ? 0 : After.ofQuery(exchange, feed).orElse(PushedStream.FROM_NEWEST);
    exchange.putAttachment(PLACE, new Place(feed, heldVersion));
    handshake.handleRequest(exchange);
  }

  private static void checkConnection(@Nullable String connection) throws BadRequestException {
    if (connection == null || !connection.toLowerCase(Locale.ROOT).contains("upgrade")) {
      throw new BadRequestException("Connection must name Upgrade");
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
    throw new BadRequestException("Sec-WebSocket-Key must be 16 bytes in base64");
  }
}
