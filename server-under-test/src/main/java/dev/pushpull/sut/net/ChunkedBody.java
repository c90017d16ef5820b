package dev.pushpull.sut.net;

import io.undertow.conduits.ReadDataStreamSourceConduit;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.ConduitReadableByteChannel;

/**
 * A request's body in chunks (RFC 9112, 7.1), read strictly. Undertow takes a chunk size that is no
 * number for the last chunk, does not look at what follows a chunk's data, and cuts the connection
 * where it notices something wrong; here each is a {@link MalformedBodyException} that can still be
 * answered.
 */
final class ChunkedBody extends SingleBufferSource {

  private final HttpServerExchange exchange;
  private final HttpServerConnection connection;
  private final Chunks chunks = new Chunks();
  private long rawBytes;
  private boolean over;

  private ChunkedBody(HttpServerExchange exchange, HttpServerConnection connection) {
    super(new ReadDataStreamSourceConduit(connection.getOriginalSourceConduit(), connection));
    this.exchange = exchange;
    this.connection = connection;
  }

  /** Takes the place of Undertow's reader, before a body is read. */
  static void install(HttpServerExchange exchange, HttpServerConnection connection) {
    connection.getChannel().getSourceChannel().setConduit(new ChunkedBody(exchange, connection));
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int before = into.position();
    while (!over && into.hasRemaining() && readMore(into)) {
      // Until the socket has no more.
    }
    int bytes = into.position() - before;
    return over && bytes == 0 ? -1 : bytes;
  }

  /** Reads once; false if there was nothing. */
  private boolean readMore(ByteBuffer into) throws IOException {
    PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
    ByteBuffer raw = pooled.getBuffer();
    boolean keep = false;
    try {
      int bytes = next.read(raw);
      if (bytes < 0) {
        throw new EOFException("the connection ended within a body");
      }
      raw.flip();
      chunks.decode(raw, into);
      count(bytes - raw.remaining());
      keep = raw.hasRemaining();
      if (keep) {
        connection.ungetRequestBytes(pooled);
      }
      if (chunks.isOver()) {
        end();
      }
      return bytes > 0;
    } catch (MalformedBodyException e) {
      giveUp();
      throw e;
    } finally {
      if (!keep) {
        pooled.close();
      }
    }
  }

  private void count(int bytes) throws IOException {
    rawBytes += bytes;
    long max = exchange.getMaxEntitySize();
    if (max > 0 && chunks.remaining() > max - rawBytes) {
      giveUp();
      throw new RequestTooBigException("a body must be at most " + max + " B");
    }
  }

  /** Where the next request begins is not known. */
  private void giveUp() {
    exchange.setPersistent(false);
    end();
  }

  private void end() {
    over = true;
    Connectors.terminateRequest(exchange);
  }

  @Override
  public void terminateReads() throws IOException {
    if (!over) {
      exchange.setPersistent(false);
    }
    super.terminateReads();
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
  }
}
