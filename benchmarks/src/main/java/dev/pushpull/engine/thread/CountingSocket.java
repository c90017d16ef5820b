package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A socket that counts what passes through its streams: all that TCP carries as payload, TLS
 * included where an {@code SSLSocket} is layered over it. It sends small writes at once ({@code
 * TCP_NODELAY}).
 *
 * <p>A write is counted before it is made, so that no answer to it can be seen uncounted; one that
 * fails stays counted in full, since it is unknown how much of it was sent.
 *
 * <p>A close cuts the connection, unless {@link #closeOrderly} was asked for: then it says that
 * nothing more comes, reads and counts what the server still sends until it says so too, and only
 * then closes. Whatever a protocol says at its end (an alert of TLS, a GOAWAY of HTTP/2) has then
 * been counted by both sides or was not sent.
 */
final class CountingSocket extends Socket {

  /** Counts what came. */
  @FunctionalInterface
  interface Received {
    /** So many bytes came; fails if they must not. */
    void came(int bytes) throws IOException;
  }

  private final ByteCounter counter;
  private final Received received;
  private final Runnable onConnected;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger reading = new AtomicInteger();
  private final CountDownLatch serverEnded = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int patienceMillis;
  private volatile boolean isCut;
  private boolean writesEnded; // guarded by writing

  CountingSocket(ByteCounter counter, Received received, Runnable onConnected) {
    this.counter = counter;
    this.received = received;
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

  /**
   * From now on a close is an orderly one.
   *
   * @param millis how long it may wait for the server, at least 1
   */
  void closeOrderly(int millis) {
    patienceMillis = millis;
  }

  /**
   * Resets the connection: neither side is notified, and data in flight is lost. From any thread.
   *
   * @return whether it was open
   */
  boolean cut() {
    if (!isOpen()) {
      return false;
    }
    // A thread that waits in a read keeps the connection alive until it wakes, and may wake by
    // data.
    isCut = true;
    try {
      setSoLinger(true, 0);
      super.close();
      return true;
    } catch (IOException e) {
      return false; // It was closed meanwhile.
    } finally {
      closed.countDown();
    }
  }

  /** Waits until it is closed; false if the time was not enough. */
  boolean awaitClosed(long millis) throws InterruptedException {
    return closed.await(millis, TimeUnit.MILLISECONDS);
  }

  /** TLS ends its input so; what comes after that counts all the same if the close is orderly. */
  @Override
  public void shutdownInput() throws IOException {
    if (patienceMillis == 0) {
      super.shutdownInput();
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    writing.lock();
    try {
      writesEnded = true;
      super.shutdownOutput();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (patienceMillis > 0 && isOpen() && !Thread.currentThread().isInterrupted()) {
        awaitServersEnd(patienceMillis);
      }
    } catch (IOException e) {
      // There is no orderly end to be had.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      super.close();
      closed.countDown();
    }
  }

  private void awaitServersEnd(int patience) throws IOException, InterruptedException {
    if (!writing.tryLock(patience, TimeUnit.MILLISECONDS)) {
      return; // The server does not read, so it will not answer an end either.
    }
    try {
      if (!isOutputShutdown()) {
        shutdownOutput();
      }
    } finally {
      writing.unlock();
    }
    if (reading.get() > 0) {
      serverEnded.await(patience, TimeUnit.MILLISECONDS);
    } else {
      setSoTimeout(patience);
      getInputStream().skip(Long.MAX_VALUE);
    }
  }

  /** Extends {@code InputStream} itself, so that whatever else it offers goes through read. */
  private final class CountingInput extends InputStream {
    private final InputStream in;

    CountingInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      reading.incrementAndGet();
      try {
        int count = in.read(target, offset, length);
        if (isCut) {
          throw new SocketException("the connection was cut");
        }
        if (count > 0) {
          received.came(count);
        } else if (count < 0) {
          serverEnded.countDown();
        }
        return count;
      } catch (SocketException e) {
        serverEnded.countDown();
        throw e;
      } finally {
        reading.decrementAndGet();
      }
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      CountingSocket.this.close();
    }
  }

  private final class CountingOutput extends OutputStream {
    private final OutputStream out;

    CountingOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      writing.lock();
      try {
        if (writesEnded) {
          throw new SocketException("this connection no longer accepts data to send");
        }
        counter.addUp(length);
        out.write(source, offset, length);
      } finally {
        writing.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      CountingSocket.this.close();
    }
  }
}
