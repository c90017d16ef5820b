package dev.pushpull.trial;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.machine.HostLoad;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.target.ControlClient;
import dev.pushpull.verdict.ClientTotals;
import java.io.IOException;

/**
 * All running totals, read where a window begins or ends.
 *
 * @param server its own
 * @param clients all slices' together
 * @param host the machine's processors
 */
record CounterSnapshot(ServerCounters server, ClientTotals clients, HostLoad host) {

  /** For clients that are no part of this JVM and count no bytes: those that the server counts. */
  static CounterSnapshot countedByServer(ControlClient control)
      throws IOException, InterruptedException {
    ServerCounters server = control.counters();
    var bytes = new ByteCounts(server.bytesReceived(), server.bytesSent());
    return new CounterSnapshot(server, new ClientTotals(bytes, 0, 0, 1), HostLoad.read());
  }

  /** The same with what other clients counted. */
  CounterSnapshot with(ClientTotals others) {
    return new CounterSnapshot(server, others, host);
  }
}
