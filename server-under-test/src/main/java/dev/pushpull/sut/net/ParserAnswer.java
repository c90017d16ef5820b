package dev.pushpull.sut.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.StreamConnection;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The answer to a request that Undertow's parser gives up on. Undertow itself writes a bare 400 to
 * whatever it cannot parse, headers beyond the limit included, and closes at once, so that a client
 * that was still sending sees a reset and no answer. Here the answer is a problem, with 431 where
 * the headers were too long, and what the client has sent is read before.
 */
final class ParserAnswer {

  /** What {@code HttpReadListener} writes, word for word. */
  private static final byte[] BARE =
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_DRAINED_BYTES = 1 << 20;

  private final int maxHeaderBytes;

  ParserAnswer(int maxHeaderBytes) {
    this.maxHeaderBytes = maxHeaderBytes;
  }

  /** Puts the answer in its place, on the connection that HTTP/1.1 is spoken on. */
  void install(StreamConnection channel, Connection connection) {
    ParserAnswerSink.install(channel, connection, this);
  }

  static boolean matches(ByteBuffer written) {
    return written.remaining() == BARE.length && written.equals(ByteBuffer.wrap(BARE));
  }

  int status(long requestBytes) {
    return requestBytes > maxHeaderBytes ? 431 : 400;
  }

  ByteBuffer make(int status) {
    var problem =
        status == 431
            ? new Problem(431, "the request line and headers are at most " + maxHeaderBytes + " B")
            : new Problem(400, "this is not an HTTP/1.1 request");
    byte[] body = problem.json();
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, problem.title(), Problem.MEDIA_TYPE, body.length);
    return ByteBuffer.allocate(head.length() + body.length)
        .put(head.getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .flip();
  }

  /** Reads what is there already, so that closing does not reset the connection. */
  void drain(StreamSourceConduit source) throws IOException {
    var sink = ByteBuffer.allocate(16 * 1024);
    for (int total = 0; total < MOST_DRAINED_BYTES; ) {
      sink.clear();
      int bytes = source.read(sink);
      if (bytes <= 0) {
        return;
      }
      total += bytes;
    }
  }
}
