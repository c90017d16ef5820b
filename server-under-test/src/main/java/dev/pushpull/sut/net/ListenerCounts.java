package dev.pushpull.sut.net;

import io.undertow.server.HttpServerExchange;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a listener saw since it was opened; totals never fall. Bytes are all that TCP carried as
 * payload, whatever protocol they belonged to. Safe from any thread.
 */
public final class ListenerCounts {

  private static final int HIGHEST_STATUS = 599;

  private final LongAdder[] byStatus = new LongAdder[HIGHEST_STATUS + 1];
  private final LongAdder aborted = new LongAdder();
  private final LongAdder bytesReceived = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder handshakes = new LongAdder();
  private final LongAdder connectionsOpened = new LongAdder();
  private final AtomicInteger connectionsOpen = new AtomicInteger();

  /** Nothing seen yet; to be given to a listener and to who reads them. */
  public ListenerCounts() {
    for (int status = 0; status <= HIGHEST_STATUS; status++) {
      byStatus[status] = new LongAdder();
    }
  }

  void answered(int status) {
    byStatus[status].increment();
  }

  /**
   * Counts a request now rather than at its end, for an answer that goes on: its head is sent.
   *
   * @param exchange whose status is final
   */
  public void answeredNow(HttpServerExchange exchange) {
    if (RequestCounter.markCounted(exchange)) {
      answered(exchange.getStatusCode());
    }
  }

  /**
   * Counts a request as aborted now, unless it was counted: its client has given it up, while the
   * connection goes on.
   */
  public void abortedNow(HttpServerExchange exchange) {
    if (RequestCounter.markCounted(exchange)) {
      aborted();
    }
  }

  void aborted() {
    aborted.increment();
  }

  void received(long bytes) {
    bytesReceived.add(bytes);
  }

  void sent(long bytes) {
    bytesSent.add(bytes);
  }

  void secured() {
    handshakes.increment();
  }

  int opened() {
    connectionsOpened.increment();
    return connectionsOpen.incrementAndGet();
  }

  void closed() {
    connectionsOpen.decrementAndGet();
  }

  /** Requests by the status of their answer, once it was handed to the socket to its end. */
  public SortedMap<Integer, Long> requestsByStatus() {
    var counts = new TreeMap<Integer, Long>();
    for (int status = 0; status <= HIGHEST_STATUS; status++) {
      long count = byStatus[status].sum();
      if (count > 0) {
        counts.put(status, count);
      }
    }
    return counts;
  }

  /** Requests whose connection was lost before their answer was handed to the socket. */
  public long abortedRequests() {
    return aborted.sum();
  }

  /** Bytes read from the sockets. */
  public long bytesReceived() {
    return bytesReceived.sum();
  }

  /** Bytes written to the sockets. */
  public long bytesSent() {
    return bytesSent.sum();
  }

  /** Connections accepted. */
  public long connectionsOpened() {
    return connectionsOpened.sum();
  }

  /** TLS handshakes that were completed. */
  public long tlsHandshakes() {
    return handshakes.sum();
  }

  /** Connections open now: the one figure that falls. */
  public int connectionsOpen() {
    return connectionsOpen.get();
  }
}
