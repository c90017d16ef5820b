package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The conduit next to the parser of HTTP/1.1, above TLS: puts a full answer in the place of the
 * bare one that the parser gives to what it cannot read, see {@link ParserAnswer}. IO thread only.
 */
final class ParserAnswerSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final StreamSourceConduit source;
  private final Connection connection;
  private final ParserAnswer parserAnswer;
  private @Nullable ByteBuffer replacement;

  /** Read since something was last written: about the request under way. */
  private long requestBytes;

  private ParserAnswerSink(
      StreamConnection channel, Connection connection, ParserAnswer parserAnswer) {
    super(channel.getSinkChannel().getConduit());
    this.source = channel.getSourceChannel().getConduit();
    this.connection = connection;
    this.parserAnswer = parserAnswer;
  }

  static void install(StreamConnection channel, Connection connection, ParserAnswer parserAnswer) {
    var sink = new ParserAnswerSink(channel, connection, parserAnswer);
    channel.getSourceChannel().setConduit(sink.new Requests());
    channel.getSinkChannel().setConduit(sink);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (replacement != null || ParserAnswer.matches(from)) {
      return replace(from);
    }
    requestBytes = 0;
    return next.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    requestBytes = 0;
    return next.write(from, offset, length);
  }

  @Override
  public int writeFinal(ByteBuffer from) throws IOException {
    requestBytes = 0;
    return next.writeFinal(from);
  }

  @Override
  public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
    requestBytes = 0;
    return next.writeFinal(from, offset, length);
  }

  private int replace(ByteBuffer from) throws IOException {
    ByteBuffer answer = replacement;
    if (answer == null) {
      int status = parserAnswer.status(requestBytes);
      parserAnswer.drain(source);
      connection.answered(status);
      answer = parserAnswer.make(status);
      replacement = answer;
    }
    next.write(answer);
    if (answer.hasRemaining()) {
      return 0;
    }
    int bytes = from.remaining();
    from.position(from.limit());
    return bytes;
  }

  /** Meters what the parser reads. */
  private final class Requests extends AbstractStreamSourceConduit<StreamSourceConduit> {

    Requests() {
      super(source);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int bytes = next.read(into);
      requestBytes += Math.max(0, bytes);
      return bytes;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
      long bytes = next.read(into, offset, length);
      requestBytes += Math.max(0, bytes);
      return bytes;
    }
  }
}
