package dev.pushpull.sut.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.websockets.WebSocketExtension;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** Makes {@linkplain StrictChannel strict WebSockets}, compressed or not. */
final class StrictHandshake extends Hybi13Handshake {

  /**
   * Makes a handshake.
   *
   * @param deflate whether permessage-deflate is agreed to
   */
  StrictHandshake(boolean deflate) {
    if (deflate) {
      addExtension(new Deflate());
    }
  }

  @Override
  public WebSocketChannel createChannel(
      WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool buffers) {
    return new StrictChannel(
        getWebSocketLocation(exchange), exchange, connection, buffers, initExtensions(exchange));
  }

  /**
   * Permessage-deflate (RFC 7692) with contexts that are kept. An offer that wants otherwise is
   * declined, since Undertow would then do so for all later clients too.
   */
  private static final class Deflate extends PerMessageDeflateHandshake {

    @Override
    public @Nullable WebSocketExtension accept(WebSocketExtension offer) {
      boolean keepsContexts =
          offer.getParameters().stream()
              .noneMatch(parameter -> parameter.getName().endsWith("_no_context_takeover"));
      return keepsContexts ? super.accept(offer) : null;
    }
  }
}
