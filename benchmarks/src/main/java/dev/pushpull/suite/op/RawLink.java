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
  private static final String HTTP_1_1 = "http/1.1";

  private final Socket plain;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** What came and was not consumed: from {@code start}, before {@code end}. */
  final byte[] buffer;

  int start;
  int end;

  /**
   * @param plain connected
   * @param socket the same, or what secures it
   * @param buffer where answers are read; the link's alone as long as it is open
   */
  RawLink(Socket plain, Socket socket, byte[] buffer) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.buffer = buffer;
  }

  /** A buffer that holds the longest answer. */
  static byte[] newBuffer() {
    return new byte[BUFFER_BYTES];
  }

  /** Connects, and secures the connection where the server has TLS. */
  static RawLink open(OperationServer server) throws IOException {
    Optional<SSLSocketFactory> tls = server.carrier().tls().map(PinnedTls::newSocketFactory);
    return open(server.address(), tls, newBuffer());
  }

  /** The same, whose sessions are those of a factory. */
  static RawLink open(InetSocketAddress address, Optional<SSLSocketFactory> tls, byte[] buffer)
      throws IOException {
    // A channel's socket, unlike others, ends when its thread is interrupted.
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      Socket plain = channel.socket();
      return new RawLink(
          plain, tls.isPresent() ? secure(plain, tls.get(), address, HTTP_1_1) : plain, buffer);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Puts TLS over a connection, and shakes hands. */
  private static SSLSocket secure(
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

  /** The same connection with TLS over it, its hands shaken. */
  RawLink secured(SSLSocketFactory tls, InetSocketAddress address, String applicationProtocol)
      throws IOException {
    return new RawLink(plain, secure(plain, tls, address, applicationProtocol), buffer);
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

  /** Cuts the connection by a reset, which leaves no port waiting on this side. */
  void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
