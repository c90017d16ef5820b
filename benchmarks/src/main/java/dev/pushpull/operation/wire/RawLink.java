package dev.pushpull.operation.wire;

import dev.pushpull.engine.PinnedTls;
import dev.pushpull.engine.socket.RawConnection;
import dev.pushpull.operation.fork.OperationServer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * A raw blocking connection: prepared bytes are written, and all reads use one buffer. Of an
 * HTTP/1.1 answer only the status and {@code Content-Length} are read. It allocates nothing, and
 * closes when its thread is interrupted. One thread.
 */
public final class RawLink implements WireReader.Receiver, Closeable {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final String HTTP_1_1 = "http/1.1";

  /** The status of an answer with a body. */
  public static final int OK = 200;

  private final Socket plain;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Bytes that are not consumed yet: from {@code start}, before {@code end}. */
  public final byte[] buffer;

  /** Where the unread bytes begin in {@link #buffer}. */
  public int start;

  /** Where they end. */
  public int end;

  private int messageBytes;

  /**
   * @param plain connected
   * @param socket the same, or the TLS socket over it
   * @param buffer where responses are read; used only by this link while it is open
   */
  public RawLink(Socket plain, Socket socket, byte[] buffer) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.buffer = buffer;
  }

  /** A buffer for the longest response. */
  public static byte[] newBuffer() {
    return new byte[BUFFER_BYTES];
  }

  /** Connects, with TLS if the server has it. */
  public static RawLink open(OperationServer server) throws IOException {
    Optional<SSLSocketFactory> tls = server.carrier().tls().map(PinnedTls::newSocketFactory);
    return open(server.address(), tls, newBuffer());
  }

  /** The same, with the TLS sessions of a factory. */
  public static RawLink open(
      InetSocketAddress address, Optional<SSLSocketFactory> tls, byte[] buffer) throws IOException {
    // A channel's socket, unlike others, closes when its thread is interrupted.
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      var link = new RawLink(channel.socket(), channel.socket(), buffer);
      return tls.isPresent() ? link.secured(tls.get(), HTTP_1_1) : link;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The same connection with TLS, after the handshake.
   *
   * @param applicationProtocol the only one that ALPN offers
   */
  public RawLink secured(SSLSocketFactory tls, String applicationProtocol) throws IOException {
    return new RawLink(plain, RawConnection.secured(plain, tls, applicationProtocol), buffer);
  }

  /** Writes all of it at once. */
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /**
   * Reads an answer to its end.
   *
   * @return its status
   * @throws IOException if that is not as expected
   */
  public int expectAnswer(int expected) throws IOException {
    return expect(expected, readAnswer());
  }

  /** Reads an answer to its end and returns its status. */
  public int readAnswer() throws IOException {
    int headEnd = awaitHead();
    int status = WireReader.status(buffer, start);
    int body = WireReader.contentLength(buffer, start, headEnd);
    start = headEnd;
    skip(Math.max(0, body));
    return status;
  }

  /** Reads an answer's head, whose status must be as expected; the rest stays unread. */
  public void expectHead(int expected) throws IOException {
    int headEnd = awaitHead();
    expect(expected, WireReader.status(buffer, start));
    start = headEnd;
  }

  private static int expect(int expected, int status) throws IOException {
    if (status != expected) {
      throw new IOException("expected status %d, but got %d".formatted(expected, status));
    }
    return status;
  }

  /** Waits for the head; returns where it ends in the buffer. */
  private int awaitHead() throws IOException {
    while (true) {
      int headEnd = WireReader.headEnd(buffer, start, end);
      if (headEnd >= 0) {
        return headEnd;
      }
      fill();
    }
  }

  /** Reads until this many bytes are there. */
  public void require(int bytes) throws IOException {
    while (end - start < bytes) {
      fill();
    }
  }

  /** Reads more, at least a byte; unread bytes may move to the buffer's start. */
  public void fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      if (start == 0) {
        throw new IOException("a response is longer than " + buffer.length + " bytes");
      }
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += count;
  }

  /** Waits for this many bytes and consumes them. */
  public void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      if (start == end) {
        fill();
      }
      int step = Math.min(left, end - start);
      start += step;
      left -= step;
    }
  }

  /**
   * Waits for a pushed message and consumes it, and answers pings meanwhile.
   *
   * @return its length in bytes
   */
  public int await(WireReader reader) throws IOException {
    messageBytes = 0;
    while (messageBytes == 0) {
      int length = reader.read(buffer, start, end, this);
      start += length;
      if (length == 0) {
        fill();
      }
    }
    return messageBytes;
  }

  @Override
  public void update(byte[] bytes, int from, int to) {
    messageBytes = to - from;
  }

  @Override
  public void reply(byte[] bytes) throws IOException {
    send(bytes);
  }

  /** Resets the connection, which leaves no port in TIME_WAIT on this side. */
  public void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
