package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.spec.Client;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Equations between what the clients counted and what the server counted, over the subscribers'
 * whole life.
 */
final class Auditor {

  private Auditor() {}

  /**
   * Checks everything.
   *
   * @param client a browser counts neither bytes nor connections, so that there are no equations
   * @param bytes what the clients counted on their sockets
   * @param server what the server counted between the first connect and the last close
   * @param logs all that was published
   * @param unplanned log entries that the arrival processes did not want
   * @param alone whether the server had no feeds but the trial's
   */
  static List<AuditCheck> audit(
      Strategy strategy,
      Client client,
      List<Probe> probes,
      ByteCounts bytes,
      ServerCounters server,
      List<PublishLog> logs,
      long unplanned,
      boolean alone,
      Counts counts,
      long outOfRange) {
    var checks = new ArrayList<AuditCheck>();
    addRequests(checks, probes, server.requestsByStatus());
    checks.add(
        new AuditCheck(
            "updates received = updates sent",
            sum(probes, probe -> probe.observations().messages()),
            server.updatesSent()));
    if (strategy.isPush() && !(strategy instanceof Strategy.LongPoll)) {
      checks.add(
          new AuditCheck(
              "versions skipped = conflated",
              sum(probes, Probe::skippedByServer),
              server.conflated()));
    }
    if (client != Client.BROWSER) {
      checks.add(new AuditCheck("bytes up", bytes.up(), server.bytesReceived()));
      checks.add(new AuditCheck("bytes down", bytes.down(), server.bytesSent()));
      checks.add(
          new AuditCheck(
              "connections", sum(probes, Probe::connections), server.connectionsOpened()));
    }
    checks.add(
        new AuditCheck(
            "TLS handshakes", sum(probes, Probe::tlsHandshakes), server.tlsHandshakes()));
    checks.add(new AuditCheck("updates that were not due", unplanned, 0));
    if (alone) {
      long logged = logs.stream().mapToLong(log -> log.newest() - 1L).sum();
      checks.add(new AuditCheck("updates logged = updates published", logged, server.published()));
    }
    checks.add(
        new AuditCheck("versions going backwards", sum(probes, p -> p.observations().fallen()), 0));
    checks.add(
        new AuditCheck(
            "messages that differ from the publish log",
            sum(probes, p -> p.observations().differing(logs.get(p.feed()))),
            0));
    checks.add(new AuditCheck("values out of range", outOfRange, 0));
    checks.add(
        new AuditCheck(
            "published = delivered + coalesced + undelivered",
            counts.published(),
            counts.delivered() + counts.coalesced() + counts.undelivered()));
    return List.copyOf(checks);
  }

  /** One equation for each status. */
  static void addRequests(List<AuditCheck> checks, List<Probe> probes, Map<String, Long> served) {
    var asked = new TreeMap<String, Long>();
    for (Probe probe : probes) {
      probe.answersByStatus().forEach((status, n) -> asked.merge(status, n, Long::sum));
    }
    var statuses = new TreeSet<>(asked.keySet());
    statuses.addAll(served.keySet());
    for (String status : statuses) {
      checks.add(
          new AuditCheck(
              "requests answered " + status,
              asked.getOrDefault(status, 0L),
              served.getOrDefault(status, 0L)));
    }
  }

  private static long sum(List<Probe> probes, ToLongFunction<Probe> count) {
    return probes.stream().mapToLong(count).sum();
  }
}
