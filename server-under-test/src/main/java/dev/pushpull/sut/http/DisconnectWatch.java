package dev.pushpull.sut.http;

import dev.pushpull.sut.net.ListenerCounts;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices that a client goes away while its answer is still to come. IO thread only.
 *
 * <p>Over HTTP/1.1 Undertow does not read from a connection while a request is under way, so the
 * loss of a client that waits, and is sent nothing, would not be seen; here it is read. Over HTTP/2
 * it reads at all times and tells when the connection is gone; that a stream was reset it tells at
 * the next attempt to send, so a long poll that was given up stays parked until its wait is over.
 */
final class DisconnectWatch {

  private DisconnectWatch() {}

  /**
   * Watches the exchange's client from here on.
   *
   * @return watches no longer; to be run before the exchange is ended
   */
  static Runnable begin(HttpServerExchange exchange, ListenerCounts counts, Runnable onDisconnect) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection) {
      return new OfConnection(connection, onDisconnect)::end;
    }
    return new OfStream(exchange, counts, onDisconnect)::end;
  }

  private static final class OfConnection {
    private final AbstractServerConnection connection;
    private final Runnable onDisconnect;
    private final ConduitStreamSourceChannel source;

    OfConnection(AbstractServerConnection connection, Runnable onDisconnect) {
      this.connection = connection;
      this.onDisconnect = onDisconnect;
      this.source = connection.getChannel().getSourceChannel();
      if (connection.getExtraBytes() == null) {
        source.setReadListener(_ -> read());
        source.resumeReads();
      }
    }

    private void end() {
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
        onDisconnect.run();
      }
    }

    /** The client sends its next request already; a buffer of it is taken, then it has to wait. */
    private void keepForNextRequest(PooledByteBuffer buffer) {
      end();
      buffer.getBuffer().flip();
      connection.setExtraBytes(buffer);
    }
  }

  private static final class OfStream {
    private static final AttachmentKey<Set<OfStream>> OF_CONNECTION =
        AttachmentKey.create(Set.class);

    private final HttpServerExchange exchange;
    private final ListenerCounts counts;
    private final Runnable onDisconnect;
    private final Set<OfStream> watched;
    private boolean ended;

    OfStream(HttpServerExchange exchange, ListenerCounts counts, Runnable onDisconnect) {
      this.exchange = exchange;
      this.counts = counts;
      this.onDisconnect = onDisconnect;
      ServerConnection connection = exchange.getConnection();
      Set<OfStream> known = connection.getAttachment(OF_CONNECTION);
      this.watched = known == null ? new HashSet<>() : known;
      if (known == null) {
        // One listener for a connection, however many requests it carries in its life.
        connection.putAttachment(OF_CONNECTION, watched);
        connection.addCloseListener(_ -> List.copyOf(watched).forEach(OfStream::lost));
      }
      watched.add(this);
      exchange.addExchangeCompleteListener(
          (_, next) -> {
            lost();
            next.proceed();
          });
    }

    private void lost() {
      if (!ended) {
        end();
        counts.abortedNow(exchange);
        onDisconnect.run();
      }
    }

    private void end() {
      ended = true;
      watched.remove(this);
    }
  }
}
