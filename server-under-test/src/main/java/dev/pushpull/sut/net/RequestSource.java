package dev.pushpull.sut.net;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.StreamSourceConduit;

/**
 * The conduit next to the parser of HTTP/1.1, above TLS: leaves out empty lines before a request
 * (RFC 9112, 2.2), which Undertow's parser takes for a malformed one, and meters what is read of a
 * request. Its connection's thread only, or the one that completes an exchange.
 */
final class RequestSource extends SingleBufferSource {

  /** No byte of the next request was seen yet. */
  private boolean betweenRequests = true;

  /** The handler of the request was not called yet. */
  private boolean withinHead = true;

  private boolean headRequest;
  private long requestBytes;
  private int headLines;

  RequestSource(StreamSourceConduit next) {
    super(next);
  }

  /** Bytes read since {@link #answering}. */
  long requestBytes() {
    return requestBytes;
  }

  /** Whether the request seems to be {@code HEAD}, by its first letter. */
  boolean isHeadRequest() {
    return headRequest;
  }

  /** Lines of the request's head that were read by the parser from the socket. */
  int headLines() {
    return headLines;
  }

  /** The request's head is whole: what is read now is its body, or another protocol. */
  void headIsRead() {
    withinHead = false;
    headLines = 0;
  }

  /** An answer is on its way: what is read from here on is about another request. */
  void answering() {
    requestBytes = 0;
  }

  /** What comes now is another request; the connection may have read some of it already. */
  void expectRequest(AbstractServerConnection connection) {
    betweenRequests = true;
    withinHead = true;
    PooledByteBuffer extra = connection.getExtraBytes();
    if (extra != null) {
      ByteBuffer bytes = extra.getBuffer();
      bytes.position(begin(bytes, bytes.position(), bytes.limit()));
      if (!bytes.hasRemaining()) {
        connection.setExtraBytes(null);
        extra.close();
      }
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int from = into.position();
    int bytes = next.read(into);
    if (bytes <= 0) {
      return bytes;
    }
    int left = betweenRequests ? withoutEmptyLines(into, from) : bytes;
    requestBytes += left;
    if (withinHead) {
      countLines(into, from);
    }
    return left;
  }

  private void countLines(ByteBuffer bytes, int from) {
    for (int at = from; at < bytes.position(); at++) {
      if (bytes.get(at) == '\n') {
        headLines++;
      }
    }
  }

  private int withoutEmptyLines(ByteBuffer bytes, int from) {
    int start = begin(bytes, from, bytes.position());
    int left = bytes.position() - start;
    if (start > from) {
      bytes.put(from, bytes, start, left);
      bytes.position(from + left);
    }
    return left;
  }

  /** Where the request begins; {@code to} if it does not yet. */
  private int begin(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes.get(at) == '\r' || bytes.get(at) == '\n')) {
      at++;
    }
    if (at < to) {
      betweenRequests = false;
      headRequest = bytes.get(at) == 'H';
    }
    return at;
  }
}
