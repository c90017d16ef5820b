package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The conduit next to the parser of HTTP/1.1, above TLS: puts a full answer in the place of the
 * bare one that the parser gives to what it cannot read, see {@link ParserAnswer}.
 */
final class ParserAnswerSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final StreamSourceConduit source;
  private final Connection connection;
  private final ParserAnswer parserAnswer;
  private @Nullable ByteBuffer replacement;

  ParserAnswerSink(
      StreamSinkConduit next,
      StreamSourceConduit source,
      Connection connection,
      ParserAnswer parserAnswer) {
    super(next);
    this.source = source;
    this.connection = connection;
    this.parserAnswer = parserAnswer;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (replacement != null || ParserAnswer.matches(from)) {
      return replace(from);
    }
    return next.write(from);
  }

  private int replace(ByteBuffer from) throws IOException {
    ByteBuffer answer = replacement;
    if (answer == null) {
      int status = parserAnswer.status(connection.requestBytes());
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
}
