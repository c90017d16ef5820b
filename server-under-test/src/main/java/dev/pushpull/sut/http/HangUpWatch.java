package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListenerCounts;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client goes away while its answer is still to come. IO thread only.
 *
 * <p>Over HTTP/1.1 Undertow does not read from a connection while a request is under way, so the
 * loss of a client that waits, and is sent nothing, would not be seen; here it is read. Over HTTP/2
 * it reads at all times, and completes an exchange whose stream was reset or whose connection is
 * gone.
 */
abstract sealed class HangUpWatch {

  final Runnable onHangUp;

  private HangUpWatch(Runnable onHangUp) {
    this.onHangUp = onHangUp;
  }

  /** Watches the exchange's client from here on. */
  static HangUpWatch begin(HttpServerExchange exchange, ListenerCounts counts, Runnable onHangUp) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection) {
      return new OfConnection(connection, onHangUp);
    }
    return new OfStream(exchange, counts, onHangUp);
  }

  /** Watches no longer; to be called before the exchange is ended. */
  abstract void end();

  private static final class OfConnection extends HangUpWatch {
    private final AbstractServerConnection connection;
    private final ConduitStreamSourceChannel source;

    OfConnection(AbstractServerConnection connection, Runnable onHangUp) {
      super(onHangUp);
      this.connection = connection;
      this.source = connection.getChannel().getSourceChannel();
      if (connection.getExtraBytes() == null) {
        source.setReadListener(_ -> read());
        source.resumeReads();
      }
    }

    @Override
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

    /** The client sends its next request already; a buffer of it is taken, then it has to wait. */
    private void keepForNextRequest(PooledByteBuffer buffer) {
      end();
      buffer.getBuffer().flip();
      connection.setExtraBytes(buffer);
    }
  }

  private static final class OfStream extends HangUpWatch {
    private boolean ended;

    OfStream(HttpServerExchange exchange, ListenerCounts counts, Runnable onHangUp) {
      super(onHangUp);
      exchange.addExchangeCompleteListener(
          (complete, next) -> {
            if (!ended) {
              counts.abortedNow(complete);
              onHangUp.run();
            }
            next.proceed();
          });
    }

    @Override
    void end() {
      ended = true;
    }
  }
}
