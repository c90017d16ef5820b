package dev.pushpull.trial.chat;

import dev.pushpull.measure.ChatMeter;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Counts;
import dev.pushpull.result.Model;
import dev.pushpull.result.Overhead;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.trial.Audit;
import dev.pushpull.trial.DueArrivals;
import dev.pushpull.trial.Life;
import dev.pushpull.trial.MeasuredWindow;
import dev.pushpull.trial.Outcome;
import dev.pushpull.trial.PublisherLag;
import dev.pushpull.verdict.Judge;
import dev.pushpull.verdict.Total;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members of rooms experienced. */
public final class ChatOutcome extends Outcome<ChatMeters> {

  private final ChatMeter chat;
  private final long published;
  private final long cuts;

  /**
   * @param logs all that the rooms published
   */
  public ChatOutcome(
      TrialSpec spec, List<MeasuredWindow<ChatMeters>> windows, List<PublishLog> logs, Life life) {
    super(
        spec,
        windows,
        DueArrivals.digest(spec, windows, spec.workload().feeds()),
        PublisherLag.of(windows),
        life,
        new ChatMeters());
    this.chat = meters.chat;
    this.published = updates(logs);
    this.cuts = clients.get(Total.CUTS);
  }

  @Override
  public Counts counts() {
    return counts(
        chat.delivered.get() + chat.undelivered.get(),
        chat.delivered.get(),
        0L,
        chat.undelivered.get());
  }

  @Override
  public ChatFigures story(Counts counts, Model model) {
    double delivered = counts.updates().delivered();
    return new ChatFigures(
        clients.get(Total.SENT),
        published,
        clients.get(Total.PAIRS_RECEIVED),
        lost(),
        clients.get(Total.DUPLICATED),
        clients.get(Total.REORDERED),
        cuts,
        counts.connects().reconnects(),
        chat.latency.distribution(),
        chat.corrected.distribution(),
        expectedFromSending(model),
        model.deliveryLatencyMs().tolerance(),
        chat.senderLag.distribution(),
        chat.echo.distribution(),
        Overhead.ratio((double) counts.exchanges().sent(), delivered),
        Overhead.ratio((double) costs.bytes(), delivered));
  }

  /** Later than from publishing on by what that took, as it was measured. */
  private @Nullable Double expectedFromSending(Model model) {
    Double delivery = model.deliveryLatencyMs().value();
    return delivery == null || chat.latency.count() == 0 || latency().count() == 0
        ? delivery
        : Double.valueOf(delivery + (chat.latency.meanNanos() - latency().meanNanos()) * 1e-6);
  }

  @Override
  public void judgeLag(Judge judge) {
    judge.senderLag(chat.senderLag);
  }

  @Override
  public void judgeFurther(Judge judge, Counts counts) {
    if (!trafficIsAuditable(counts)) {
      judge.notAuditable(
          "connections were lost: what was on its way, one side counts and the other does not");
    }
    if (clients.get(Total.UNCONFIRMED) > 0) {
      judge.errors(1, "messages were not confirmed as published 15 s after the last was sent");
    }
  }

  private boolean trafficIsAuditable(Counts counts) {
    return cuts == 0 && counts.errors() == 0 && counts.connects().reconnects() == 0;
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
  @Override
  public Audit audit(Counts counts, long outOfRange) {
    var audit =
        new Audit(life)
            .equal("messages sent = published", Total.SENT, published)
            .none("messages published differently than sent", Total.UNLIKE_SENT)
            .none("messages lost", lost())
            .none("messages duplicated", Total.DUPLICATED)
            .none("messages reordered", Total.REORDERED)
            .none("versions out of sequence", Total.UNFOLLOWING)
            .none("updates that are not messages", Total.FOREIGN)
            .none("messages that differ from the publish log", Total.DIFFERING)
            .logged(published);
    if (trafficIsAuditable(counts)) {
      audit
          .requests()
          // The answer to a message is the update that it made.
          .updates(clients.get(Total.MESSAGES) + clients.get(Total.POSTED))
          .bytesAndConnections()
          .tls();
    }
    return audit
        .none("values out of range", outOfRange)
        .equal(
            "messages published × members = received",
            Total.PAIRS_PUBLISHED,
            clients.get(Total.PAIRS_RECEIVED));
  }
}
