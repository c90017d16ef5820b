package dev.pushpull.suite.op;

import dev.pushpull.client.PinnedTls;
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
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A bare blocking connection: bytes are written as they were made before, and read into one buffer
 * that is never made anew. It ends when its thread is interrupted. One thread.
 */
final class RawLink implements Closeable {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** What came and was not consumed: from {@code start}, before {@code end}. */
  final byte[] buffer = new byte[BUFFER_BYTES];

  int start;
  int end;

  /**
   * @param socket connected, and secured where there is TLS
   */
  RawLink(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /**
   * Connects, and secures the connection where the server has TLS.
   *
   * @param applicationProtocol for ALPN, such as {@code http/1.1}
   */
  static RawLink open(OperationServer server, String applicationProtocol) throws IOException {
    Optional<SSLSocketFactory> tls = server.carrier().tls().map(PinnedTls::newSocketFactory);
    return open(server.address(), tls, applicationProtocol);
  }

  /** The same, whose sessions are those of a factory. */
  static RawLink open(
      InetSocketAddress address, Optional<SSLSocketFactory> tls, String applicationProtocol)
      throws IOException {
    // A channel's socket, unlike others, ends when its thread is interrupted.
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      Socket plain = channel.socket();
      return new RawLink(
          tls.isPresent() ? secure(plain, tls.get(), address, applicationProtocol) : plain);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Puts TLS over a connection, and shakes hands. */
  static SSLSocket secure(
      Socket plain, SSLSocketFactory tls, InetSocketAddress address, String applicationProtocol)
      throws IOException {
    String host = address.getAddress().getHostAddress();
    var secured = (SSLSocket) tls.createSocket(plain, host, address.getPort(), true);
    var parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {applicationProtocol});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Writes at once. */
  void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Reads until so many bytes are there. */
  void require(int bytes) throws IOException {
    while (end - start < bytes) {
      fill();
    }
  }

  /** Reads what comes next, at least a byte; what is there may move to the buffer's begin. */
  void fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      if (start == 0) {
        throw new IOException("an answer is longer than " + buffer.length + " bytes");
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

  /** Consumes so many bytes, waiting for them. */
  void skip(int bytes) throws IOException {
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

  /** The socket, for who must set how it closes. */
  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
