package dev.pushpull.launch;

import java.util.Map;
import java.util.TreeMap;

/**
 * The server's own totals since its start.
 *
 * @param nanoTime when they were read, on the server's clock
 * @param requestsByStatus answered requests of the data listener
 * @param aborted requests whose client went away before an answer
 * @param updatesSent messages that carried an update, on any path
 * @param conflated versions that were replaced before they were sent
 * @param bytesReceived on the data listener's sockets
 * @param bytesSent on the data listener's sockets
 * @param connectionsOpened accepted on the data listener
 * @param tlsHandshakes completed on the data listener
 * @param openConnections open now
 * @param cpuNanos by what the threads are for: serve, publish, jit, gc, control
 * @param runQueueNanos ready to run but waiting for a processor
 * @param published updates of all feeds, without each one's first
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
    long published) {

  /** A machine without /proc tells no CPU. */
  @SuppressWarnings("NullAway") // members that the server left out are null here
  public ServerCounters {
    requestsByStatus = requestsByStatus == null ? Map.of() : Map.copyOf(requestsByStatus);
    cpuNanos = cpuNanos == null ? Map.of() : Map.copyOf(cpuNanos);
  }

  /** Nothing counted yet. */
  public static final ServerCounters NONE =
      new ServerCounters(0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0);

  /** CPU of one kind of thread, in ns; 0 where it is not told. */
  public long cpu(String role) {
    return cpuNanos.getOrDefault(role, 0L);
  }

  /**
   * What was counted between an earlier reading and this one; open connections stay as they are.
   */
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
        published - earlier.published);
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> earlier) {
    var difference = new TreeMap<String, Long>();
    now.forEach((key, value) -> difference.put(key, value - earlier.getOrDefault(key, 0L)));
    difference.values().removeIf(value -> value == 0);
    return difference;
  }
}
