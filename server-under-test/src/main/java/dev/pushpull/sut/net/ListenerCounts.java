package dev.pushpull.sut.net;

import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What a listener saw since it was opened; totals never fall. Bytes are all that TCP carried as
 * payload, whatever protocol they belonged to. Safe from any thread.
 *
 * @param byStatus at each status, requests by the status of their answer, once it was handed to the
 *     socket to its end
 * @param aborted requests whose connection was lost before their answer was handed to the socket
 * @param bytesReceived read from the sockets
 * @param bytesSent written to the sockets
 * @param tlsHandshakes that were completed
 * @param connectionsOpened accepted so far
 * @param connectionsOpen open now: the one figure that falls
 */
public record ListenerCounts(
    List<LongAdder> byStatus,
    LongAdder aborted,
    LongAdder bytesReceived,
    LongAdder bytesSent,
    LongAdder tlsHandshakes,
    LongAdder connectionsOpened,
    AtomicInteger connectionsOpen) {

  private static final int HIGHEST_STATUS = 599;

  /** Nothing seen yet; to be given to a listener and to who reads them. */
  public ListenerCounts() {
    this(
        Stream.generate(LongAdder::new).limit(HIGHEST_STATUS + 1).toList(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new AtomicInteger());
  }

  void answered(int status) {
    byStatus.get(status).increment();
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
      aborted.increment();
    }
  }

  /** The number of requests at each status that was answered, in the status' decimal digits. */
  public Map<String, Long> requestsByStatus() {
    var counts = new TreeMap<String, Long>();
    for (int status = 0; status <= HIGHEST_STATUS; status++) {
      counts.put(Integer.toString(status), byStatus.get(status).sum());
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
