package dev.pushpull.trial;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.ServerInfo.TlsInfo;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.verdict.LifeTotals;
import java.util.List;

/**
 * What a fork found around its windows, whatever its scenario.
 *
 * @param clients what the clients counted over their whole life
 * @param server what the server counted between the first connect and the last close
 * @param bytes on the clients' sockets over the same time
 * @param countedByClients whether these and connections were counted by the clients, not the server
 * @param baseline the server without clients
 * @param memory the server's when all were connected
 * @param connected how many clients were
 * @param connectFailures a line for each that was not
 * @param clock the server's clock less this JVM's
 * @param reached how the server was reached
 * @param alone whether the server had no feeds but the trial's
 * @param tellsCounters whether the server counts what it sends and receives
 * @param tellsCpu whether its processor time and its memory are known
 * @param quiet whether nothing was in flight at the end
 */
public record Life(
    LifeTotals clients,
    ServerCounters server,
    ByteCounts bytes,
    boolean countedByClients,
    Baseline baseline,
    MemoryReading memory,
    long connected,
    List<String> connectFailures,
    ClockInfo clock,
    ServerInfo reached,
    boolean alone,
    boolean tellsCounters,
    boolean tellsCpu,
    boolean quiet) {

  /** How the server was reached, with what the clients' first TLS handshake resulted in. */
  ServerInfo info() {
    return clients
        .firstTls()
        .map(tls -> new TlsInfo(tls.version(), tls.cipherSuite(), tls.applicationProtocol()))
        .map(tls -> new ServerInfo(reached.pid(), reached.port(), tls))
        .orElse(reached);
  }
}
