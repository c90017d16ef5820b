package dev.pushpull.trial;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.sut.wire.ServerCounters;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Equations between what the clients counted and what the server counted, over the clients' whole
 * life, in the order in which they are added. Used by one thread.
 */
public final class Audit {

  private final List<AuditCheck> checks = new ArrayList<>();
  private final Life life;
  private final LifeTotals clients;
  private final ServerCounters server;

  /** No equation yet; all are about what clients and server counted over this life. */
  public Audit(Life life) {
    this.life = life;
    this.clients = life.clients();
    this.server = life.server();
  }

  List<AuditCheck> checks() {
    return List.copyOf(checks);
  }

  /** Adds an equation of two counts, by its name. */
  public Audit equal(String name, long left, long right) {
    checks.add(new AuditCheck(name, left, right));
    return this;
  }

  /** Adds an equation of what the clients counted and another count. */
  public Audit equal(String name, Total left, long right) {
    return equal(name, clients.get(left), right);
  }

  /** Adds that the clients must have counted none. */
  public Audit none(String name, Total total) {
    return equal(name, total, 0);
  }

  /** Adds that a count must be 0. */
  public Audit none(String name, long count) {
    return equal(name, count, 0);
  }

  /** One equation for each status. */
  public Audit requests() {
    var statuses = new TreeSet<String>(server.requestsByStatus().keySet());
    clients.answersByStatus().keySet().forEach(status -> statuses.add(status.toString()));
    for (String status : statuses) {
      equal(
          "requests answered " + status,
          clients.answersByStatus().getOrDefault(Integer.parseInt(status), 0L),
          server.requestsByStatus().getOrDefault(status, 0L));
    }
    return this;
  }

  /** Adds that the clients received as many updates as the server sent. */
  public Audit updates(long received) {
    return equal("updates received = updates sent", received, server.updatesSent());
  }

  /** What the server's feeds published; each began with an update that it did not publish. */
  public Audit logged(long updates) {
    return equal("updates logged = updates published", updates, server.published());
  }

  /** Adds that each pair that was published came to an end; nothing if that is not known. */
  public Audit pairs(Counts.Updates updates) {
    Long published = updates.published();
    return published == null
        ? this
        : equal("published = delivered + coalesced + undelivered", published, updates.ended());
  }

  /** Adds equations for bytes in each direction and for connections. */
  public Audit bytesAndConnections() {
    return equal("bytes up", life.bytes().up(), server.bytesReceived())
        .equal("bytes down", life.bytes().down(), server.bytesSent())
        .equal("connections", Total.CONNECTIONS, server.connectionsOpened());
  }

  /** Adds an equation for TLS handshakes. */
  public Audit tls() {
    return equal("TLS handshakes", Total.TLS_HANDSHAKES, server.tlsHandshakes());
  }
}
