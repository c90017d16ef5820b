package dev.pushpull.sut.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketFrameCorruptedException;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.WebSocket13Channel;
import io.undertow.websockets.extensions.CompositeExtensionFunction;
import io.undertow.websockets.extensions.ExtensionFunction;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A WebSocket that refuses every unmasked frame, as RFC 6455, 5.1 demands, and that can be hung up.
 * Undertow refuses unmasked text and binary frames only, and takes unmasked pings, pongs and
 * closes; after a close it leaves the connection half open for the client to end.
 */
final class StrictChannel extends WebSocket13Channel {

  private static final int MASK_BIT = 0x80;
  private static final String UNMASKED = "a client's frame must be masked";

  private final StreamConnection connection;

  /** How many of the first two octets of the frame under way were seen. */
  private int octets;

  StrictChannel(
      String url,
      WebSocketHttpExchange exchange,
      StreamConnection connection,
      ByteBufferPool buffers,
      List<ExtensionFunction> extensions) {
    super(
        connection,
        buffers,
        url,
        null,
        false,
        !extensions.isEmpty(),
        CompositeExtensionFunction.compose(extensions),
        exchange.getPeerConnections(),
        exchange.getOptions());
    this.connection = connection;
  }

  /**
   * Ends the connection when the work under way on its thread is done: says that nothing more
   * comes, then waits for the client to say so too (RFC 6455, 7.1.1), so that all that either side
   * sends is read by the other.
   */
  void hangUp() {
    onItsThread(this::shutDown);
  }

  /** Ends the connection without waiting for the client. */
  void cut() {
    onItsThread(() -> IoUtils.safeClose(connection));
  }

  /** Ends the connection in a while, if it is still there then. */
  void cutAfter(long seconds) {
    try {
      connection.getIoThread().executeAfter(this::cut, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      cut();
    }
  }

  /** At once if that thread has ended, as it has when the server stops. */
  private void onItsThread(Runnable work) {
    try {
      connection.getIoThread().execute(work);
    } catch (RejectedExecutionException e) {
      IoUtils.safeClose(connection);
    }
  }

  private void shutDown() {
    ConduitStreamSinkChannel sink = connection.getSinkChannel();
    ConduitStreamSourceChannel source = connection.getSourceChannel();
    try {
      sink.shutdownWrites();
      if (!sink.flush()) {
        sink.setWriteListener(ChannelListeners.flushingChannelListener(null, null));
        sink.resumeWrites();
      }
    } catch (IOException e) {
      IoUtils.safeClose(connection);
      return;
    }
    source.setReadListener(
        ChannelListeners.drainListener(
            Long.MAX_VALUE,
            _ -> IoUtils.safeClose(connection),
            (_, _) -> IoUtils.safeClose(connection)));
    source.wakeupReads();
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
