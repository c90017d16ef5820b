package dev.pushpull.sut.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.util.AttachmentKey;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.List;
import org.xnio.StreamConnection;

/** Makes {@linkplain StrictChannel strict WebSockets}, compressed where that was agreed to. */
final class StrictHandshake extends Hybi13Handshake {

  /** What was agreed to, at an exchange; none for messages that are not compressed. */
  static final AttachmentKey<DeflateOffer> DEFLATE = AttachmentKey.create(DeflateOffer.class);

  @Override
  public WebSocketChannel createChannel(
      WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool buffers) {
    DeflateOffer deflate = exchange.getAttachment(DEFLATE);
    return new StrictChannel(
        getWebSocketLocation(exchange),
        exchange,
        connection,
        buffers,
        deflate == null ? List.of() : List.of(deflate.function()));
  }
}
