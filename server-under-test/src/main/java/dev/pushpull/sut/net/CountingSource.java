package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Counts what is read from a socket; the conduit next to the socket, below all protocols. */
final class CountingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final Connection connection;

  CountingSource(StreamSourceConduit socket, Connection connection) {
    super(socket);
    this.connection = connection;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int bytes = next.read(into);
    connection.received(bytes);
    return bytes;
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    long bytes = next.read(into, offset, length);
    connection.received(bytes);
    return bytes;
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    long bytes = next.transferTo(position, count, target);
    connection.received(bytes);
    return bytes;
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    long bytes = next.transferTo(count, through, target);
    connection.received(Math.max(bytes, 0) + through.remaining());
    return bytes;
  }
}
