package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one subscriber, which share one counter. A subscriber has one connection at
 * a time; the newest one is the one that counts as its connection. Safe from any thread.
 */
public final class CountingSocketFactory extends SocketFactory {

  /** How long an orderly close may wait for a server that does not answer. */
  private static final int PATIENCE_MILLIS = 1_000;

  /** For heads, frames and records of TLS, and for what is read ahead. */
  private static final int SLACK = 64 * 1024;

  private final ByteCounter counter;
  private final Runnable onConnected;
  private final Optional<InetAddress> source;
  private final AtomicLong unread = new AtomicLong();
  private volatile long maxUnread = Long.MAX_VALUE;
  private volatile @Nullable CountingSocket newest;

  /**
   * @param counter counts every byte of every socket
   * @param onConnected called on the connecting thread after each TCP connect
   * @param source local address to connect from; empty: the system's choice
   */
  public CountingSocketFactory(
      ByteCounter counter, Runnable onConnected, Optional<InetAddress> source) {
    this.counter = counter;
    this.source = source;
    this.onConnected = onConnected;
  }

  /**
   * From now on reading fails where more bytes come than that before something whole was read of
   * them, which is told by {@link #wholeRead}.
   */
  public void limit(long bytes) {
    maxUnread = bytes;
  }

  /** An answer, an event or a message was read, or is about to come. */
  public void wholeRead() {
    unread.set(0);
  }

  /**
   * Bytes came.
   *
   * @throws IOException if they are more than those that may
   */
  void came(int bytes) throws IOException {
    counter.addDown(bytes);
    if (maxUnread != Long.MAX_VALUE && unread.addAndGet(bytes) > maxUnread + SLACK) {
      throw new IOException(
          "an answer, event or message is larger than %d bytes".formatted(maxUnread));
    }
  }

  /** Whether the newest socket is connected and has not been closed on this side. */
  public boolean isOpen() {
    CountingSocket socket = newest;
    return socket != null && socket.isOpen();
  }

  /**
   * Cuts the newest socket off, as a lost network does: see {@link CountingSocket#cut}. That leaves
   * no port waiting on this side ({@code TIME_WAIT}), so that thousands may follow it.
   *
   * @return whether it was open
   */
  public boolean cut() {
    CountingSocket socket = newest;
    return socket != null && socket.cut();
  }

  /** From now on the newest socket is closed in an orderly way, see {@link CountingSocket}. */
  public void closeOrderly() {
    CountingSocket socket = newest;
    if (socket != null) {
      socket.closeOrderly(PATIENCE_MILLIS);
    }
  }

  /** Waits for a moment until the newest socket is closed by who uses it, else closes it. */
  public void awaitClosed() throws InterruptedException {
    CountingSocket socket = newest;
    try {
      if (socket != null && !socket.awaitClosed(PATIENCE_MILLIS)) {
        socket.close();
      }
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    var socket = new CountingSocket(counter, this::came, onConnected);
    newest = socket;
    if (source.isPresent()) {
      socket.bind(new InetSocketAddress(source.get(), 0));
    }
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(new InetSocketAddress(host, port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("the source address is the same for all sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("the source address is the same for all sockets");
  }
}
