package dev.pushpull.trial.chat;

import dev.pushpull.engine.ChatMessage;
import dev.pushpull.engine.Exchange;
import dev.pushpull.measure.MessageLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.SentLog;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.trial.Probe;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;

/** Records what one member of a room experiences, and what it sends. */
public final class ChatProbe extends Probe {

  /** What it received of each member. */
  final MessageLog messages = new MessageLog();

  /** What it sent. */
  public final SentLog sent = new SentLog();

  /**
   * @param member its number among all of the trial's
   */
  public ChatProbe(int member, int room, long serverClockOffsetNanos) {
    super(member, room, serverClockOffsetNanos);
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    super.onUpdate(update, observedNanos);
    ChatMessage.ofPayload(update.payload())
        .ifPresentOrElse(
            said -> messages.add(update.version(), said.sender(), said.sequence(), observedNanos),
            () -> messages.addOther(update.version()));
  }

  @Override
  public void onExchange(Exchange exchange) {
    super.onExchange(exchange);
    switch (exchange.kind()) {
      case PUBLISH -> {
        askedOther(exchange.startedNanos());
        if (exchange.status() == 201) {
          count(Total.POSTED);
        }
      }
      case RECOVER, OPEN_STREAM -> askedOther(exchange.startedNanos());
      case CONNECT, SUBMIT, POLL, LONG_POLL, PREPARE -> {}
    }
  }

  @Override
  public void addTo(LifeTotals totals, PublishLog log) {
    super.addTo(totals, log);
    totals.add(Total.PAIRS_RECEIVED, messages.received());
    totals.add(Total.DUPLICATED, messages.duplicated.get());
    totals.add(Total.REORDERED, messages.reordered.get());
    totals.add(Total.UNFOLLOWING, messages.unfollowing.get());
    totals.add(Total.FOREIGN, messages.foreign.get());
  }
}
