package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The conduit next to the parser of HTTP/1.1, above TLS: puts a full answer in the place of the
 * bare one that Undertow gives to what it cannot read, see {@link ParserAnswer}. IO thread only.
 */
final class ParserAnswerSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final RequestSource source;
  private final Connection connection;
  private final int maxHeaderBytes;
  private @Nullable ByteBuffer replacement;

  private ParserAnswerSink(
      StreamSinkConduit next, RequestSource source, Connection connection, int maxHeaderBytes) {
    super(next);
    this.source = source;
    this.connection = connection;
    this.maxHeaderBytes = maxHeaderBytes;
  }

  /** Puts the answer in its place, on the connection that HTTP/1.1 is spoken on. */
  static void install(StreamConnection channel, Connection connection, int maxHeaderBytes) {
    var source = new RequestSource(channel.getSourceChannel().getConduit());
    var sink = channel.getSinkChannel();
    channel.getSourceChannel().setConduit(source);
    sink.setConduit(new ParserAnswerSink(sink.getConduit(), source, connection, maxHeaderBytes));
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (replacement != null) {
      return replace(from, replacement);
    }
    Problem problem = ParserAnswer.insteadOf(from, source, maxHeaderBytes);
    if (problem != null) {
      return replace(from, begin(problem));
    }
    source.answering();
    return next.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    source.answering();
    return next.write(from, offset, length);
  }

  @Override
  public int writeFinal(ByteBuffer from) throws IOException {
    source.answering();
    return next.writeFinal(from);
  }

  @Override
  public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
    source.answering();
    return next.writeFinal(from, offset, length);
  }

  private ByteBuffer begin(Problem problem) throws IOException {
    ParserAnswer.drain(source);
    connection.answered(problem.status());
    ByteBuffer answer = ParserAnswer.make(problem, source.isHeadRequest());
    replacement = answer;
    return answer;
  }

  private int replace(ByteBuffer from, ByteBuffer answer) throws IOException {
    next.write(answer);
    if (answer.hasRemaining()) {
      return 0;
    }
    int bytes = from.remaining();
    from.position(from.limit());
    return bytes;
  }
}
