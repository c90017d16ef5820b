package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Counts what is written to a socket; the conduit next to the socket, below all protocols. */
final class CountingSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final Connection connection;

  CountingSink(StreamSinkConduit socket, Connection connection) {
    super(socket);
    this.connection = connection;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return counted(next.write(from));
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    return counted(next.write(from, offset, length));
  }

  @Override
  public int writeFinal(ByteBuffer from) throws IOException {
    return counted(next.writeFinal(from));
  }

  @Override
  public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
    return counted(next.writeFinal(from, offset, length));
  }

  @Override
  public long transferFrom(FileChannel from, long position, long count) throws IOException {
    return counted(next.transferFrom(from, position, count));
  }

  @Override
  public long transferFrom(StreamSourceChannel from, long count, ByteBuffer through)
      throws IOException {
    return counted(next.transferFrom(from, count, through));
  }

  private int counted(int bytes) {
    connection.sent(bytes);
    return bytes;
  }

  private long counted(long bytes) {
    connection.sent(bytes);
    return bytes;
  }
}
