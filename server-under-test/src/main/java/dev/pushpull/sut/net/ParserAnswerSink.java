package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The conduit next to the parser of HTTP/1.1, above TLS, that puts a full answer in the place of
 * Undertow's own to a request that it refuses before a handler sees it. Undertow writes a bare 400
 * to whatever it cannot parse, headers beyond the limit included, and closes at once, so that a
 * client that was still sending sees a reset and no answer; and it writes a 400 without a body, the
 * reason in the status line, where {@code Host} is missing or wrong. Here the answer is a problem,
 * with 431 where the headers were too long, and what the client has sent is read before. IO thread
 * only.
 */
final class ParserAnswerSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

  /** What {@code HttpReadListener} writes, word for word. */
  private static final byte[] BARE =
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** Where a status line tells the status, and behind it the reason. */
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private static final int REASON_AT = STATUS_AT + "400 ".length();
  private static final int MAX_DRAINED_BYTES = 1 << 20;

  /** Undertow keeps so many of one field and refuses a request that has more. */
  private static final int MAX_LINES_OF_A_FIELD = 127;

  private final RequestSource source;
  private final ListenerCounts counts;
  private final int maxHeaderBytes;
  private @Nullable ByteBuffer replacement;

  private ParserAnswerSink(
      StreamSinkConduit next, RequestSource source, ListenerCounts counts, int maxHeaderBytes) {
    super(next);
    this.source = source;
    this.counts = counts;
    this.maxHeaderBytes = maxHeaderBytes;
  }

  /** Puts the answer in its place, on the connection that HTTP/1.1 is spoken on. */
  static void install(StreamConnection channel, ListenerCounts counts, int maxHeaderBytes) {
    var source = new RequestSource(channel.getSourceChannel().getConduit());
    var sink = channel.getSinkChannel();
    channel.getSourceChannel().setConduit(source);
    sink.setConduit(new ParserAnswerSink(sink.getConduit(), source, counts, maxHeaderBytes));
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (replacement != null) {
      return replace(from, replacement);
    }
    Problem problem = insteadOf(from);
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
    drain();
    counts.answered(problem.status());
    ByteBuffer answer = make(problem);
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

  /** What to say in the place of an answer of Undertow's own; null for every other answer. */
  private @Nullable Problem insteadOf(ByteBuffer written) {
    int start = written.position();
    if (written.remaining() < BARE.length
        || written.get(start + STATUS_AT) != '4'
        || written.get(start) != 'H') {
      return null;
    }
    if (written.equals(ByteBuffer.wrap(BARE))) {
      return unreadable();
    }
    return switch (reason(written)) {
      case "No Host Header" -> new Problem(400, "the Host header is missing");
      case "Only One Host Header Allowed" ->
          new Problem(400, "Host must be given once, but is given more than once");
      case "URI Host Header NO MATCH" ->
          new Problem(400, "the Host header does not match the request's URI");
      case "Host Header Malformed Port",
          "Host Header Malformed IP-Literal",
          "Host Header Bad Characters" ->
          new Problem(400, "the Host header is invalid");
      default -> null;
    };
  }

  private Problem unreadable() {
    if (source.requestBytes() > maxHeaderBytes) {
      return new Problem(
          431, "the request line and headers must be at most " + maxHeaderBytes + " B");
    }
    if (source.headLines() > MAX_LINES_OF_A_FIELD) {
      return new Problem(
          431, "a header field must have at most " + MAX_LINES_OF_A_FIELD + " lines");
    }
    return new Problem(400, "this is not a valid HTTP/1.1 request");
  }

  private static String reason(ByteBuffer written) {
    String head = StandardCharsets.US_ASCII.decode(written.duplicate()).toString();
    int end = head.indexOf('\r', REASON_AT);
    return head.substring(REASON_AT, end < 0 ? head.length() : end);
  }

  /** The bytes of an answer that ends the connection. */
  private ByteBuffer make(Problem problem) {
    byte[] body = problem.json();
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(problem.status(), problem.title(), Problem.MEDIA_TYPE, body.length);
    return ByteBuffer.allocate(head.length() + body.length)
        .put(head.getBytes(StandardCharsets.US_ASCII))
        .put(source.isHeadRequest() ? new byte[0] : body)
        .flip();
  }

  /** Reads what is there already, so that closing does not reset the connection. */
  private void drain() throws IOException {
    var sink = ByteBuffer.allocate(16 * 1024);
    for (int total = 0; total < MAX_DRAINED_BYTES; ) {
      sink.clear();
      int bytes = source.read(sink);
      if (bytes <= 0) {
        return;
      }
      total += bytes;
    }
  }
}
