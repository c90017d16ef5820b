package dev.pushpull.trial;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Counts;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Equations between what members sent, what the rooms' logs hold and what members received, over
 * the trial's whole life: they hold however often members are cut off. Where nobody was, and
 * nothing failed, the traffic's counts are held against the server's too; what is on its way at a
 * cut, one side counts and the other does not.
 */
final class ChatAudit {

  private ChatAudit() {}

  static List<AuditCheck> audit(
      TrialSpec spec,
      ChatTotals totals,
      List<Probe> probes,
      ChatOutcome.Life life,
      Counts counts,
      long outOfRange) {
    var checks = new ArrayList<AuditCheck>();
    checks.add(new AuditCheck("messages sent = published", totals.sent(), totals.published()));
    checks.add(
        new AuditCheck(
            "messages published differently than sent",
            totals.unlikeSent(spec.workload().payloadBytes()),
            0));
    checks.add(new AuditCheck("messages lost", totals.lost(), 0));
    checks.add(
        new AuditCheck("messages duplicated", totals.sum(p -> p.messages().duplicated()), 0));
    checks.add(new AuditCheck("messages reordered", totals.sum(p -> p.messages().reordered()), 0));
    checks.add(
        new AuditCheck("versions out of sequence", totals.sum(p -> p.messages().unfollowing()), 0));
    checks.add(
        new AuditCheck(
            "updates that are not messages", totals.sum(p -> p.messages().foreign()), 0));
    checks.add(
        new AuditCheck(
            "messages that differ from the publish log",
            sum(probes, p -> p.observations().differing(life.logs().get(p.feed()))),
            0));
    checks.add(
        new AuditCheck(
            "updates logged = updates published", totals.published(), life.server().published()));
    if (life.cuts() == 0 && counts.errors() == 0 && counts.reconnects() == 0) {
      addTraffic(checks, totals, probes, life);
    }
    checks.add(new AuditCheck("values out of range", outOfRange, 0));
    checks.add(
        new AuditCheck(
            "messages published × members = received", totals.publishedPairs(), totals.received()));
    return List.copyOf(checks);
  }

  private static void addTraffic(
      List<AuditCheck> checks, ChatTotals totals, List<Probe> probes, ChatOutcome.Life life) {
    ServerCounters server = life.server();
    Auditor.addRequests(checks, probes, server.requestsByStatus());
    checks.add(
        new AuditCheck(
            "updates received = updates sent",
            // The answer to a message is the update that it made.
            sum(probes, p -> p.observations().messages()) + totals.sum(ChatProbe::posted),
            server.updatesSent()));
    checks.add(new AuditCheck("bytes up", life.bytes().up(), server.bytesReceived()));
    checks.add(new AuditCheck("bytes down", life.bytes().down(), server.bytesSent()));
    checks.add(
        new AuditCheck("connections", sum(probes, Probe::connections), server.connectionsOpened()));
    checks.add(
        new AuditCheck(
            "TLS handshakes", sum(probes, Probe::tlsHandshakes), server.tlsHandshakes()));
  }

  private static long sum(List<Probe> probes, ToLongFunction<Probe> count) {
    return probes.stream().mapToLong(count).sum();
  }
}
