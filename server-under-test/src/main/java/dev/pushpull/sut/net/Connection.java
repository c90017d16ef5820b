package dev.pushpull.sut.net;

import io.undertow.conduits.BytesReceivedStreamSourceConduit;
import io.undertow.conduits.BytesSentStreamSinkConduit;
import java.util.concurrent.atomic.LongAdder;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** One accepted connection: its counts and how long it has been idle. */
final class Connection {

  /** The layer that is closed: TLS once there is one, else the socket. */
  private volatile StreamConnection channel;

  private final ListenerCounts counts;

  /** Sweeps since the last byte; zeroed on the IO thread, raised by the sweeper. */
  private volatile int idleSweeps;

  Connection(StreamConnection channel, ListenerCounts counts) {
    this.channel = channel;
    this.counts = counts;
  }

  /** Counts what goes over the socket, below all protocols. */
  void count() {
    var source = channel.getSourceChannel();
    var sink = channel.getSinkChannel();
    source.setConduit(
        new BytesReceivedStreamSourceConduit(
            source.getConduit(), bytes -> moved(counts.bytesReceived(), bytes)));
    sink.setConduit(
        new BytesSentStreamSinkConduit(
            sink.getConduit(), bytes -> moved(counts.bytesSent(), bytes)));
  }

  private void moved(LongAdder total, long bytes) {
    total.add(bytes);
    idleSweeps = 0;
  }

  /** Another layer lies above the socket. */
  void layer(StreamConnection above) {
    channel = above;
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
}
