package dev.pushpull.trial;

import dev.pushpull.machine.HostLoad;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.verdict.ClientTotals;

/**
 * All running totals, read where a window begins or ends.
 *
 * @param server its own
 * @param clients all slices' together
 * @param host the machine's processors
 */
record CounterSnapshot(ServerCounters server, ClientTotals clients, HostLoad host) {

  /** The same with what other clients counted. */
  CounterSnapshot with(ClientTotals others) {
    return new CounterSnapshot(server, others, host);
  }
}
