package dev.pushpull.sut.wire;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code GET /counters} tells: the server's own totals since its start. All never fall but
 * {@code openConnections}, {@code parked} and the memory.
 *
 * @param nanoTime when they were read, on the server's clock
 * @param requestsByStatus answered requests of the data listener, by the status of the answer
 * @param aborted requests whose client went away before an answer
 * @param updatesSent updates on any path, those counted singly that a log feed's document lists
 * @param conflated versions that were replaced before they were sent
 * @param bytesReceived on the data listener's sockets
 * @param bytesSent on the data listener's sockets
 * @param connectionsOpened accepted on the data listener
 * @param tlsHandshakes completed on the data listener
 * @param openConnections open now
 * @param cpuNanos by what the threads are for: serve, publish, jit, gc, control
 * @param runQueueNanos ready to run but waiting for a processor, compilers and control left out
 * @param published updates of all feeds, without each one's first
 * @param closedBehind streams of log feeds that fell too far behind
 * @param parked long polls that wait now
 * @param everParked long polls that had to wait
 * @param heapUsedBytes garbage included
 * @param rssBytes resident set; 0 where the system does not tell
 */
public record ServerCounters(
    long nanoTime,
    Map<String, Long> requestsByStatus,
    long aborted,
    long updatesSent,
    long conflated,
    long bytesReceived,
    long bytesSent,
    long connectionsOpened,
    long tlsHandshakes,
    long openConnections,
    Map<String, Long> cpuNanos,
    long runQueueNanos,
    long published,
    long closedBehind,
    long parked,
    long everParked,
    long heapUsedBytes,
    long rssBytes) {

  /** A machine without /proc tells no CPU. */
  @SuppressWarnings("NullAway") // what the other side left out is null here
  public ServerCounters {
    requestsByStatus = requestsByStatus == null ? Map.of() : Map.copyOf(requestsByStatus);
    cpuNanos = cpuNanos == null ? Map.of() : Map.copyOf(cpuNanos);
  }

  /** Nothing counted yet. */
  public static final ServerCounters NONE =
      new ServerCounters(0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0);

  /** CPU of one kind of thread, in ns; 0 where it is not told. */
  public long cpu(String role) {
    return cpuNanos.getOrDefault(role, 0L);
  }

  /** What was counted between an earlier reading and this one; what is there now stays as it is. */
  public ServerCounters since(ServerCounters earlier) {
    return new ServerCounters(
        nanoTime - earlier.nanoTime,
        difference(requestsByStatus, earlier.requestsByStatus),
        aborted - earlier.aborted,
        updatesSent - earlier.updatesSent,
        conflated - earlier.conflated,
        bytesReceived - earlier.bytesReceived,
        bytesSent - earlier.bytesSent,
        connectionsOpened - earlier.connectionsOpened,
        tlsHandshakes - earlier.tlsHandshakes,
        openConnections,
        difference(cpuNanos, earlier.cpuNanos),
        runQueueNanos - earlier.runQueueNanos,
        published - earlier.published,
        closedBehind - earlier.closedBehind,
        parked,
        everParked - earlier.everParked,
        heapUsedBytes,
        rssBytes);
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> earlier) {
    var difference = new TreeMap<String, Long>();
    now.forEach((key, value) -> difference.put(key, value - earlier.getOrDefault(key, 0L)));
    difference.values().removeIf(value -> value == 0);
    return difference;
  }
}
