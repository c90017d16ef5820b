package dev.pushpull.sut.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameCorruptedException;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.core.protocol.version13.WebSocket13Channel;
import io.undertow.websockets.extensions.NoopExtensionFunction;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Makes WebSockets that refuse every unmasked frame, as RFC 6455, 5.1 demands, and that can be hung
 * up. Undertow refuses unmasked text and binary frames only, and takes unmasked pings, pongs and
 * closes; after a close it leaves the connection half open for the client to end.
 */
final class StrictHandshake extends Hybi13Handshake {

  @Override
  public WebSocketChannel createChannel(
      WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool buffers) {
    return new StrictChannel(exchange, connection, buffers);
  }

  /** A WebSocket made here. */
  static final class StrictChannel extends WebSocket13Channel {

    private static final int MASK_BIT = 0x80;
    private static final String UNMASKED = "a client's frame must be masked";

    private final StreamConnection connection;

    /** How many of the first two octets of the frame under way were seen. */
    private int octets;

    private StrictChannel(
        WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool buffers) {
      super(
          connection,
          buffers,
          getWebSocketLocation(exchange),
          null,
          false,
          false,
          NoopExtensionFunction.INSTANCE,
          exchange.getPeerConnections(),
          exchange.getOptions());
      this.connection = connection;
    }

    /**
     * Ends the TCP connection, when the work under way on its thread is done; at once if that
     * thread has ended, as it has when the server stops.
     */
    void hangUp() {
      try {
        connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
      } catch (RejectedExecutionException e) {
        IoUtils.safeClose(connection);
      }
    }

    @Override
    protected @Nullable FrameHeaderData parseFrame(ByteBuffer data) throws IOException {
      int second = data.position() + 1 - octets;
      if (octets < 2 && second < data.limit() && (data.get(second) & MASK_BIT) == 0) {
        refuse();
      }
      octets = Math.min(2, octets + data.remaining());
      FrameHeaderData header = super.parseFrame(data);
      if (header != null) {
        octets = 0;
      }
      return header;
    }

    /** As Undertow does with all else that breaks the protocol. */
    private void refuse() throws IOException {
      var corrupted = new WebSocketFrameCorruptedException(UNMASKED);
      WebSockets.sendClose(new CloseMessage(CloseMessage.PROTOCOL_ERROR, UNMASKED), this, null);
      markReadsBroken(corrupted);
      throw new IOException(corrupted);
    }
  }
}
