package dev.pushpull.trial;

import dev.pushpull.measure.Mergeable;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members of rooms experienced → a trial's result, audited and judged. */
final class ChatOutcome {

  private final TrialSpec spec;
  private final List<MeasuredWindow<WindowMeters>> windows;
  private final LifeTotals clients;
  private final List<PublishLog> logs;
  private final String digest;
  private final Life life;
  private final ResultBuilder builder;
  private final ChatMeters meters = new ChatMeters();

  /**
   * @param clients all members
   * @param logs all that the rooms published
   * @param digest of the messages that were due
   */
  ChatOutcome(
      TrialSpec spec,
      List<MeasuredWindow<ChatMeters>> windows,
      LifeTotals clients,
      List<PublishLog> logs,
      String digest,
      Life life) {
    this.spec = spec;
    this.windows = windows.stream().map(window -> window.with(window.meters().any())).toList();
    this.clients = clients;
    this.logs = logs;
    this.digest = digest;
    this.life = life;
    this.builder = new ResultBuilder(spec, this.windows, clients);
    windows.forEach(window -> Mergeable.add(meters, window.meters()));
  }

  TrialResult result() {
    Counts counts = counts();
    Model model = model();
    List<AuditCheck> audit = audit(counts);
    return builder.build(
        digest,
        judge(counts, model, audit),
        counts,
        overhead(counts),
        model,
        audit,
        life.info(clients),
        life.clock(),
        story(counts, model));
  }

  private Counts counts() {
    Counts any = builder.counts(life.server().conflated());
    var chat = meters.chat();
    return new Counts(
        new Counts.Updates(
            chat.delivered() + chat.undelivered(),
            chat.delivered(),
            0,
            chat.undelivered(),
            any.updates().duplicates(),
            any.updates().conflated()),
        ResultBuilder.requests(
            spec, any.exchanges().sent() + meters.otherRequests(), builder.meters().requests()),
        any.errors(),
        any.connects());
  }

  private Overhead overhead(Counts counts) {
    var output =
        new Costs.Output(
            counts.updates().published(),
            counts.updates().delivered(),
            counts.exchanges().sent(),
            builder.meters().messages(),
            counts.exchanges().polls(),
            counts.exchanges().emptyPolls());
    return builder.costs().overhead(output, life.baseline(), life.memory(), life.bytes());
  }

  private ChatStory story(Counts counts, Model model) {
    double delivered = counts.updates().delivered();
    return new ChatStory(
        clients.get(Total.SENT),
        published(),
        clients.get(Total.PAIRS_RECEIVED),
        lost(),
        clients.get(Total.DUPLICATED),
        clients.get(Total.REORDERED),
        cuts(),
        counts.connects().reconnects(),
        meters.chat().latency().distribution(),
        meters.chat().corrected().distribution(),
        expectedFromSending(model),
        model.deliveryLatencyMs().tolerance(),
        meters.chat().senderLag().distribution(),
        meters.chat().echo().distribution(),
        Costs.ratio((double) counts.exchanges().sent(), delivered),
        Costs.ratio((double) builder.costs().bytes(), delivered));
  }

  /** What theory expects from publishing on; nothing of members who are cut off. */
  private Model model() {
    return cuts() > 0 ? Model.NONE : Oracle.of(spec.strategy(), spec.workload(), windows);
  }

  /** Later than from publishing on by what that took, as it was measured. */
  private @Nullable Double expectedFromSending(Model model) {
    Double delivery = model.deliveryLatencyMs().value();
    var published = builder.meters().delivery().latency();
    var sent = meters.chat().latency();
    return delivery == null || sent.count() == 0 || published.count() == 0
        ? delivery
        : Double.valueOf(delivery + (sent.meanNanos() - published.meanNanos()) * 1e-6);
  }

  private Validity judge(Counts counts, Model model, List<AuditCheck> audit) {
    WindowMeters any = builder.meters();
    var published = any.delivery().latency().distribution();
    Judge judge =
        new Judge()
            .connections(life.connected(), spec.workload().subscribers(), life.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .cutsExplain(cuts(), counts, clients.firstFailure())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), any.requests().scheduleLag())
            .senderLag(meters.chat().senderLag())
            .machine(builder.costs().shares(), spec.strategy(), builder.tempo())
            .clock(life.clock(), published.p50())
            .oracle(model, published.mean(), builder.staleness(), counts);
    if (!trafficIsAuditable(counts)) {
      judge.notAuditable(
          "connections were lost: what was on its way, one side counts and the other does not");
    }
    if (clients.get(Total.UNCONFIRMED) > 0) {
      judge.errors(1, "messages were not confirmed as published 15 s after the last was sent");
    }
    return judge.quiet(life.quiet()).verdict();
  }

  private long cuts() {
    return clients.get(Total.CUTS);
  }

  private boolean trafficIsAuditable(Counts counts) {
    return cuts() == 0 && counts.errors() == 0 && counts.connects().reconnects() == 0;
  }

  /** All updates of the rooms' logs but each one's first. */
  private long published() {
    return logs.stream().mapToLong(log -> log.newest() - 1L).sum();
  }

  /** (message, member) pairs that there should be, less those that came. */
  private long lost() {
    return clients.get(Total.PAIRS_SENT) - clients.get(Total.PAIRS_RECEIVED);
  }

  /**
   * Equations between what members sent, what the rooms' logs hold and what members received: they
   * hold however often members are cut off. Where nobody was, and nothing failed, the traffic's
   * counts are held against the server's too; what is on its way at a cut, one side counts and the
   * other does not.
   */
  private List<AuditCheck> audit(Counts counts) {
    var audit =
        new Audit()
            .equal("messages sent = published", clients.get(Total.SENT), published())
            .none("messages published differently than sent", clients.get(Total.UNLIKE_SENT))
            .none("messages lost", lost())
            .none("messages duplicated", clients.get(Total.DUPLICATED))
            .none("messages reordered", clients.get(Total.REORDERED))
            .none("versions out of sequence", clients.get(Total.UNFOLLOWING))
            .none("updates that are not messages", clients.get(Total.FOREIGN))
            .none("messages that differ from the publish log", clients.get(Total.DIFFERING))
            .equal("updates logged = updates published", published(), life.server().published());
    if (trafficIsAuditable(counts)) {
      audit
          .requests(clients, life.server())
          // The answer to a message is the update that it made.
          .equal(
              "updates received = updates sent",
              clients.get(Total.MESSAGES) + clients.get(Total.POSTED),
              life.server().updatesSent())
          .bytesAndConnections(clients, life.bytes(), life.server())
          .tls(clients, life.server());
    }
    return audit
        .none("values out of range", meters.chat().outOfRange() + builder.outOfRange())
        .equal(
            "messages published × members = received",
            clients.get(Total.PAIRS_PUBLISHED),
            clients.get(Total.PAIRS_RECEIVED))
        .checks();
  }
}
