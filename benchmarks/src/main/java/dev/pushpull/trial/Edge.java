package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.launch.ControlClient;
import dev.pushpull.launch.HostLoad;
import dev.pushpull.sut.proc.ThreadKind;
import dev.pushpull.sut.proc.ThreadTimes;
import dev.pushpull.sut.wire.ServerCounters;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * All running totals, read where a window begins or ends.
 *
 * @param bytes on the subscribers' sockets
 * @param server the server's own
 * @param client this JVM's threads; empty where the machine does not tell
 * @param host the machine's processors
 */
record Edge(
    ByteCounts bytes, ServerCounters server, Optional<ThreadTimes.Sums> client, HostLoad host) {

  static Edge read(ByteCounts bytes, ControlClient control, ThreadTimes threads)
      throws IOException, InterruptedException {
    return new Edge(bytes, control.counters(), threads.read(), HostLoad.read());
  }

  /** For clients that are no part of this JVM and count no bytes: those that the server counts. */
  static Edge countedByServer(ControlClient control) throws IOException, InterruptedException {
    ServerCounters server = control.counters();
    var bytes = new ByteCounts(server.bytesReceived(), server.bytesSent());
    return new Edge(bytes, server, Optional.empty(), HostLoad.read());
  }

  /** This JVM's CPU since an earlier edge without its compilers, in ns. */
  long clientCpuNanosSince(Edge earlier) {
    return clientCpuNanos() - earlier.clientCpuNanos();
  }

  private long clientCpuNanos() {
    return client.map(sums -> withoutCompilers(sums.cpuNanos())).orElse(0L);
  }

  private static long withoutCompilers(Map<ThreadKind, Long> nanos) {
    return nanos.values().stream().mapToLong(n -> n).sum() - nanos.getOrDefault(ThreadKind.JIT, 0L);
  }

  /**
   * How long this JVM's threads, compilers left out, waited for a processor since an earlier edge,
   * in ns.
   */
  long clientRunQueueNanosSince(Edge earlier) {
    return runQueueNanos() - earlier.runQueueNanos();
  }

  private long runQueueNanos() {
    return client.map(sums -> withoutCompilers(sums.runQueueNanos())).orElse(0L);
  }
}
