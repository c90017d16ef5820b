package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Counts what is written to a socket; the conduit next to the socket, below all protocols. It also
 * puts a full answer in the place of the bare one that the parser gives to what it cannot read, see
 * {@link ParserAnswer}.
 */
final class CountingSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final Connection connection;
  private final StreamSourceConduit source;
  private final ParserAnswer parserAnswer;
  private @Nullable ByteBuffer replacement;

  CountingSink(
      StreamSinkConduit socket,
      StreamSourceConduit source,
      Connection connection,
      ParserAnswer parserAnswer) {
    super(socket);
    this.connection = connection;
    this.source = source;
    this.parserAnswer = parserAnswer;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (replacement != null || ParserAnswer.matches(from)) {
      return replace(from);
    }
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

  private int replace(ByteBuffer from) throws IOException {
    ByteBuffer answer = replacement;
    if (answer == null) {
      int status = parserAnswer.status(connection.requestBytes());
      parserAnswer.drain(source, connection);
      connection.answered(status);
      answer = parserAnswer.make(status);
      replacement = answer;
    }
    counted(next.write(answer));
    if (answer.hasRemaining()) {
      return 0;
    }
    int bytes = from.remaining();
    from.position(from.limit());
    return bytes;
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
