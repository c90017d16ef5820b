package dev.pushpull.trial;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.ClockInfo;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.ServerInfo;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.wire.MemoryReading;
import dev.pushpull.sut.wire.ServerCounters;
import java.util.List;

/** What members of rooms experienced → a trial's result, audited and judged. */
final class ChatOutcome {

  /**
   * The trial's whole life.
   *
   * @param logs all that the rooms published
   * @param server what the server counted between the first connect and the last close
   * @param cuts members that were cut off
   * @param bytes on the members' sockets
   * @param allSent whether all messages became known to be published in time
   * @param quiet whether nothing was in flight at the end
   */
  record Life(
      List<PublishLog> logs,
      ServerCounters server,
      long cuts,
      ByteCounts bytes,
      boolean allSent,
      boolean quiet) {}

  /** What the trial found before, during and after. */
  record Setting(
      Baseline baseline,
      MemoryReading memory,
      long connected,
      List<String> connectFailures,
      ClockInfo clock,
      ServerInfo server) {}

  private final TrialSpec spec;
  private final List<ChatWindow> windows;
  private final ChatFleet fleet;
  private final Life life;
  private final ChatTotals totals;
  private final ResultBuilder builder;
  private final ChatMeter chat = new ChatMeter();

  ChatOutcome(TrialSpec spec, List<ChatWindow> windows, ChatFleet fleet, Life life) {
    this.spec = spec;
    this.windows = windows;
    this.fleet = fleet;
    this.life = life;
    this.totals = new ChatTotals(fleet.probesByRoom(), life.logs());
    this.builder =
        new ResultBuilder(
            spec,
            windows.stream().map(ChatWindow::measured).toList(),
            fleet.subscribers().probes());
    windows.forEach(window -> chat.add(window.chat()));
  }

  /**
   * The result.
   *
   * @param digest of the messages that were due
   */
  TrialResult result(Setting setting, String digest) {
    Counts counts = counts();
    Model model = model();
    List<AuditCheck> audit =
        ChatAudit.audit(
            spec,
            totals,
            fleet.subscribers().probes(),
            life,
            counts,
            chat.outOfRange() + builder.meters().outOfRange());
    TrialResult any =
        builder.build(
            judge(setting, counts, model, audit),
            counts,
            overhead(setting, counts),
            fromSending(model),
            audit,
            setting.server(),
            setting.clock());
    return told(any, digest);
  }

  /** The same with latencies from sending on, and the story. */
  private TrialResult told(TrialResult any, String digest) {
    return new TrialResult(
        any.id(),
        any.strategy(),
        any.repeat(),
        any.seed(),
        digest,
        any.workload(),
        any.windowSeconds(),
        any.windows(),
        any.validity(),
        any.counts(),
        chat.latency().distribution(),
        chat.corrected().distribution(),
        any.stalenessMs(),
        any.ageMs(),
        any.requestLatencyMs(),
        any.scheduleLagMs(),
        chat.senderLag().distribution(),
        any.overhead(),
        any.model(),
        any.audit(),
        any.server(),
        any.clock(),
        null,
        story(any.counts()),
        null);
  }

  private Counts counts() {
    Counts any = builder.counts(life.server().conflated(), fleet.subscribers().failures());
    return new Counts(
        windows.stream().mapToLong(w -> totals.pairsSentIn(w.measured().window())).sum(),
        chat.delivered(),
        0,
        chat.undelivered(),
        any.duplicates(),
        any.conflated(),
        any.requests() + windows.stream().mapToLong(ChatWindow::otherRequests).sum(),
        any.emptyPolls(),
        any.polls(),
        any.longPollTimeouts(),
        any.dueTicks(),
        any.missedTicks(),
        any.errors(),
        any.connections(),
        any.handshakes(),
        any.reconnects());
  }

  private Overhead overhead(Setting setting, Counts counts) {
    var output =
        new Costs.Output(
            counts.published(),
            counts.delivered(),
            counts.requests(),
            builder.meters().messages(),
            counts.polls(),
            counts.emptyPolls());
    return builder.costs().overhead(output, setting.baseline(), setting.memory(), life.bytes());
  }

  private ChatStory story(Counts counts) {
    double delivered = counts.delivered();
    return new ChatStory(
        totals.sent(),
        totals.published(),
        totals.received(),
        totals.lost(),
        totals.sum(probe -> probe.messages().duplicated()),
        totals.sum(probe -> probe.messages().reordered()),
        life.cuts(),
        counts.reconnects(),
        chat.echo().distribution(),
        Costs.ratio((double) counts.requests(), delivered),
        Costs.ratio((double) builder.costs().bytes(), delivered));
  }

  /** What theory expects from publishing on; nothing of members who are cut off. */
  private Model model() {
    return life.cuts() > 0
        ? Model.NONE
        : Oracle.of(
            spec.strategy(), spec.workload(), windows.stream().map(ChatWindow::measured).toList());
  }

  /** The same from sending on: later by what publishing took, as it was measured. */
  private Model fromSending(Model model) {
    Double delivery = model.deliveryLatencyMeanMs();
    var published = builder.meters().delivery().latency();
    if (delivery == null || chat.latency().count() == 0 || published.count() == 0) {
      return model;
    }
    double publishing = (chat.latency().meanNanos() - published.meanNanos()) * 1e-6;
    return new Model(
        model.delayMs(),
        model.delayToleranceMs(),
        delivery + publishing,
        model.deliveryLatencyToleranceMs(),
        model.stalenessMeanMs(),
        model.stalenessToleranceMs(),
        model.staleFraction(),
        model.staleFractionTolerance(),
        model.emptyPollRatio(),
        model.emptyPollTolerance(),
        model.ageMeanMs());
  }

  private Validity judge(Setting setting, Counts counts, Model model, List<AuditCheck> audit) {
    WindowMeters meters = builder.meters();
    var published = meters.delivery().latency().distribution();
    var staleness =
        new Staleness(
            meters.freshness().staleness().distribution(),
            meters.freshness().staleness().fractionAboveZero());
    Judge judge =
        new Judge()
            .connections(
                setting.connected(), spec.workload().subscribers(), setting.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .cutsExplain(life.cuts(), counts, firstFailure())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), meters.requests().scheduleLag())
            .senderLag(chat.senderLag())
            .costs(builder.costs())
            .clock(setting.clock(), published.p50())
            .oracle(model, published.mean(), staleness, counts);
    if (!life.allSent()) {
      judge.errors(1, "messages were not confirmed as published 15 s after the last was sent");
    }
    return life.quiet()
        ? judge.verdict()
        : judge.errors(1, "requests were still in flight 10 s after the end").verdict();
  }

  private String firstFailure() {
    return fleet.subscribers().probes().stream()
        .flatMap(probe -> probe.firstFailure().stream())
        .findFirst()
        .orElse("");
  }
}
