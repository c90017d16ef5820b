package dev.pushpull.trial;

import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.ChatStory;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.spec.TrialSpec;
import java.util.Comparator;
import java.util.List;

/** What members of rooms experienced → a trial's result, audited and judged. */
final class ChatOutcome {

  private final TrialSpec spec;
  private final List<ChatWindow> windows;
  private final List<List<ChatProbe>> rooms;
  private final List<Probe> probes;
  private final List<PublishLog> logs;
  private final long cuts;
  private final boolean allSent;
  private final String digest;
  private final Life life;
  private final ChatTotals totals;
  private final ResultBuilder builder;
  private final ChatMeter chat = new ChatMeter();

  /**
   * @param rooms each one's members
   * @param logs all that the rooms published
   * @param cuts members that were cut off
   * @param allSent whether all messages became known to be published in time
   * @param digest of the messages that were due
   */
  ChatOutcome(
      TrialSpec spec,
      List<ChatWindow> windows,
      List<List<ChatProbe>> rooms,
      List<PublishLog> logs,
      long cuts,
      boolean allSent,
      String digest,
      Life life) {
    this.spec = spec;
    this.windows = windows;
    this.rooms = rooms;
    this.probes =
        rooms.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(ChatProbe::member))
            .map(ChatProbe::probe)
            .toList();
    this.logs = logs;
    this.cuts = cuts;
    this.allSent = allSent;
    this.digest = digest;
    this.life = life;
    this.totals = new ChatTotals(rooms, logs);
    this.builder =
        new ResultBuilder(spec, windows.stream().map(ChatWindow::measured).toList(), probes);
    windows.forEach(window -> chat.add(window.chat()));
  }

  TrialResult result() {
    Counts counts = counts();
    Model model = model();
    List<AuditCheck> audit =
        ChatAudit.audit(
            spec,
            totals,
            probes,
            logs,
            cuts,
            life,
            counts,
            chat.outOfRange() + builder.meters().outOfRange());
    TrialResult any =
        builder.build(
            judge(counts, model, audit),
            counts,
            overhead(counts),
            fromSending(model),
            audit,
            life.info(),
            life.clock());
    return told(any);
  }

  List<List<ChatProbe>> rooms() {
    return rooms;
  }

  List<PublishLog> logs() {
    return logs;
  }

  long cuts() {
    return cuts;
  }

  boolean allSent() {
    return allSent;
  }

  Life life() {
    return life;
  }

  /** The same with latencies from sending on, and the story. */
  private TrialResult told(TrialResult any) {
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
    Counts any =
        builder.counts(life.server().conflated(), probes.stream().mapToLong(Probe::failures).sum());
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

  private Overhead overhead(Counts counts) {
    var output =
        new Costs.Output(
            counts.published(),
            counts.delivered(),
            counts.requests(),
            builder.meters().messages(),
            counts.polls(),
            counts.emptyPolls());
    return builder.costs().overhead(output, life.baseline(), life.memory(), life.bytes());
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
        cuts,
        counts.reconnects(),
        chat.echo().distribution(),
        Costs.ratio((double) counts.requests(), delivered),
        Costs.ratio((double) builder.costs().bytes(), delivered));
  }

  /** What theory expects from publishing on; nothing of members who are cut off. */
  private Model model() {
    return cuts > 0
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

  private Validity judge(Counts counts, Model model, List<AuditCheck> audit) {
    WindowMeters meters = builder.meters();
    var published = meters.delivery().latency().distribution();
    var staleness =
        new Staleness(
            meters.freshness().staleness().distribution(),
            meters.freshness().staleness().fractionAboveZero());
    Judge judge =
        new Judge()
            .connections(life.connected(), spec.workload().subscribers(), life.connectFailures())
            .audit(audit)
            .undelivered(spec.strategy(), counts)
            .cutsExplain(cuts, counts, firstFailure())
            .achievedPolls(counts)
            .scheduleLag(spec.strategy(), meters.requests().scheduleLag())
            .senderLag(chat.senderLag())
            .costs(builder.costs())
            .clock(life.clock(), published.p50())
            .oracle(model, published.mean(), staleness, counts);
    if (!allSent) {
      judge.errors(1, "messages were not confirmed as published 15 s after the last was sent");
    }
    return life.quiet()
        ? judge.verdict()
        : judge.errors(1, "requests were still in flight 10 s after the end").verdict();
  }

  private String firstFailure() {
    return probes.stream().flatMap(probe -> probe.firstFailure().stream()).findFirst().orElse("");
  }
}
