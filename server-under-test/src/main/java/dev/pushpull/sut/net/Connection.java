package dev.pushpull.sut.net;

import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** One accepted connection: its counts and how long it has been idle. */
final class Connection {

  /** The layer that is closed: TLS once there is one, else the socket. */
  private volatile StreamConnection channel;

  private final ListenerCounts counts;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Sweeps since the last byte; zeroed on the IO thread, raised by the sweeper. */
  private volatile int idleSweeps;

  Connection(StreamConnection channel, ListenerCounts counts) {
    this.channel = channel;
    this.counts = counts;
  }

  /** Another layer lies above the socket. */
  void layer(StreamConnection above) {
    channel = above;
  }

  void received(long bytes) {
    if (bytes > 0) {
      counts.received(bytes);
      idleSweeps = 0;
    }
  }

  void sent(long bytes) {
    if (bytes > 0) {
      counts.sent(bytes);
      idleSweeps = 0;
    }
  }

  void answered(int status) {
    counts.answered(status);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // A byte that comes in between counts at the next.
  boolean isIdleFor(int sweeps) {
    idleSweeps = idleSweeps + 1;
    return idleSweeps > sweeps;
  }

  /** Closes from the connection's own thread, as all else that touches it. */
  void close() {
    StreamConnection top = channel;
    top.getIoThread().execute(() -> IoUtils.safeClose(top));
  }

  /** True the first time. */
  boolean markClosed() {
    return closed.compareAndSet(false, true);
  }
}
