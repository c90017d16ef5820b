package dev.pushpull.sut.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client goes away while its answer is still to come. Undertow does not read from a
 * connection while a request is under way, so the loss of a client that waits, and is sent nothing,
 * would not be seen. IO thread only.
 */
final class HangUpWatch {

  private final AbstractServerConnection connection;
  private final ConduitStreamSourceChannel source;
  private final Runnable onHangUp;

  private HangUpWatch(AbstractServerConnection connection, Runnable onHangUp) {
    this.connection = connection;
    this.source = connection.getChannel().getSourceChannel();
    this.onHangUp = onHangUp;
  }

  /** Watches the exchange's connection from here on. */
  static HangUpWatch begin(HttpServerExchange exchange, Runnable onHangUp) {
    var watch = new HangUpWatch((AbstractServerConnection) exchange.getConnection(), onHangUp);
    if (watch.connection.getExtraBytes() == null) {
      watch.source.setReadListener(channel -> watch.read());
      watch.source.resumeReads();
    }
    return watch;
  }

  /** Watches no longer; to be called before the exchange is ended. */
  void end() {
    source.suspendReads();
    source.setReadListener(null);
  }

  private void read() {
    PooledByteBuffer buffer = connection.getByteBufferPool().allocate();
    int bytes;
    try {
      bytes = source.read(buffer.getBuffer());
    } catch (IOException e) {
      bytes = -1;
    }
    if (bytes > 0) {
      keepForNextRequest(buffer);
      return;
    }
    buffer.close();
    if (bytes < 0) {
      end();
      onHangUp.run();
    }
  }

  /** The client sends its next request already; one buffer of it is taken, then it has to wait. */
  private void keepForNextRequest(PooledByteBuffer buffer) {
    end();
    buffer.getBuffer().flip();
    connection.setExtraBytes(buffer);
  }
}
