package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.List;

/** The equations of subscribers of feeds. */
final class Auditor {

  private Auditor() {}

  /**
   * Checks everything.
   *
   * @param countedByClients whether the clients count bytes and connections; else there are no
   *     equations
   * @param bytes what the clients counted on their sockets
   * @param server what the server counted between the first connect and the last close
   * @param logs all that was published
   * @param unplanned log entries that the arrival processes did not want
   * @param alone whether the server had no feeds but the trial's
   */
  static List<AuditCheck> audit(
      Strategy strategy,
      boolean countedByClients,
      LifeTotals clients,
      ByteCounts bytes,
      ServerCounters server,
      List<PublishLog> logs,
      long unplanned,
      boolean alone,
      Counts counts,
      long outOfRange) {
    var audit =
        new Audit()
            .requests(clients, server)
            .equal(
                "updates received = updates sent",
                clients.get(Total.MESSAGES),
                server.updatesSent());
    if (strategy.isPush() && !(strategy instanceof Strategy.LongPoll)) {
      audit.equal("versions skipped = conflated", clients.get(Total.SKIPPED), server.conflated());
    }
    if (countedByClients) {
      audit.bytesAndConnections(clients, bytes, server);
    }
    audit.tls(clients, server).none("updates that were not due", unplanned);
    if (alone) {
      long logged = logs.stream().mapToLong(log -> log.newest() - 1L).sum();
      audit.equal("updates logged = updates published", logged, server.published());
    }
    return audit
        .none("versions going backwards", clients.get(Total.FALLEN))
        .none("messages that differ from the publish log", clients.get(Total.DIFFERING))
        .none("values out of range", outOfRange)
        .equal(
            "published = delivered + coalesced + undelivered",
            counts.updates().published(),
            counts.updates().delivered()
                + counts.updates().coalesced()
                + counts.updates().undelivered())
        .checks();
  }
}
