package dev.pushpull.sut.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.framed.FrameHeaderData;
import io.undertow.util.AttachmentKey;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
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
 * A WebSocket that checks each {@linkplain FrameHead frame's head}, reads {@linkplain CloseFrame
 * close frames} itself and hangs up after a close, where Undertow leaves the connection half open
 * for the client to end. IO thread only.
 */
final class StrictChannel extends WebSocket13Channel {

  private final StreamConnection connection;
  private final FrameHead head;
  private final CloseFrame closeFrame = new CloseFrame();
  private Runnable onOver = () -> {};
  private boolean over;

  private StrictChannel(
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
    this.head = new FrameHead(!extensions.isEmpty());
  }

  /**
   * Tells when the client has closed, or was refused: nothing comes from it any more, and the
   * channel answers and hangs up by itself.
   */
  void onOver(Runnable listener) {
    onOver = listener;
  }

  /** Says why, unless that was said, and hangs up. */
  private void closeAndHangUp(CloseMessage message) {
    if (isCloseFrameSent()) {
      hangUp();
    } else {
      WebSockets.sendClose(message, this, new HangUp());
    }
  }

  /**
   * Ends the connection when the work under way on its thread is done: says that nothing more
   * comes, then waits for the client to say so too (RFC 6455, 7.1.1), so that all that either side
   * sends is read by the other.
   */
  private void hangUp() {
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

  /**
   * Sees each octet before Undertow does. Once the client has closed, or broke the rules, nothing
   * of what it sends is looked at any more.
   */
  @Override
  protected @Nullable FrameHeaderData parseFrame(ByteBuffer data) throws IOException {
    CloseMessage answer = over ? null : closing(data);
    if (answer != null) {
      over = true;
      onOver.run();
      closeAndHangUp(answer);
    }
    if (over || head.isClose()) {
      data.position(data.limit());
      return null;
    }
    FrameHeaderData header = super.parseFrame(data);
    if (header != null) {
      head.reset();
    }
    return header;
  }

  /** What to close with; null if the client is to go on. */
  private @Nullable CloseMessage closing(ByteBuffer data) {
    for (int at = data.position(); at < data.limit() && !head.isComplete(); at++) {
      CloseMessage refusal = head.take(data.get(at));
      if (refusal != null) {
        return refusal;
      }
    }
    return head.isClose() && closeFrame.take(data) ? closeFrame.answer() : null;
  }

  /** Hangs up when the last frame is sent, or cannot be. */
  private final class HangUp implements WebSocketCallback<Void> {
    @Override
    public void complete(WebSocketChannel on, @Nullable Void nothing) {
      hangUp();
    }

    @Override
    public void onError(WebSocketChannel on, @Nullable Void nothing, Throwable failure) {
      cut();
    }
  }

  /** Makes them, compressed where that was agreed to. */
  static final class Handshake extends Hybi13Handshake {

    /** What was agreed to, at an exchange; none for messages that are not compressed. */
    static final AttachmentKey<DeflateOffer> DEFLATE = AttachmentKey.create(DeflateOffer.class);

    @Override
    public WebSocketChannel createChannel(
        WebSocketHttpExchange exchange, StreamConnection connection, ByteBufferPool buffers) {
      DeflateOffer deflate = exchange.getAttachment(DEFLATE);
      List<ExtensionFunction> extensions =
          deflate == null ? List.of() : List.of(deflate.function());
      return new StrictChannel(
          getWebSocketLocation(exchange), exchange, connection, buffers, extensions);
    }
  }
}
