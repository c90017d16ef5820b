package dev.pushpull.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that counts what passes through its streams: all that TCP carries as payload, TLS
 * included where an {@code SSLSocket} is layered over it. It sends small writes at once ({@code
 * TCP_NODELAY}).
 *
 * <p>A write is counted before it is made, so that no answer to it can be seen uncounted; one that
 * fails stays counted in full, since nobody knows how much of it went out.
 */
final class CountingSocket extends Socket {

  private final ByteCounter counter;
  private final Runnable onConnected;

  CountingSocket(ByteCounter counter, Runnable onConnected) {
    this.counter = counter;
    this.onConnected = onConnected;
  }

  /** The other {@code connect} ends here too. */
  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    super.connect(address, timeoutMillis);
    setTcpNoDelay(true);
    onConnected.run();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new CountingInput(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new CountingOutput(super.getOutputStream());
  }

  boolean isOpen() {
    return isConnected() && !isClosed();
  }

  /** Extends {@code InputStream} itself, so that whatever else it offers goes through read. */
  private final class CountingInput extends InputStream {
    private final InputStream in;

    CountingInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      if (value >= 0) {
        counter.addDown(1);
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count > 0) {
        counter.addDown(count);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class CountingOutput extends OutputStream {
    private final OutputStream out;

    CountingOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      counter.addUp(1);
      out.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      counter.addUp(length);
      out.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
