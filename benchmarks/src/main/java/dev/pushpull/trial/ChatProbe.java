package dev.pushpull.trial;

import dev.pushpull.client.ChatMessage;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.TlsFacts;
import dev.pushpull.measure.LongLog;
import dev.pushpull.measure.MessageLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.SentLog;
import dev.pushpull.measure.Window;
import dev.pushpull.sut.wire.Update;
import java.util.concurrent.atomic.AtomicLong;

/** Records what one member of a room experiences, and what it sends. */
final class ChatProbe implements SubscriberListener {

  private final Probe probe;
  private final MessageLog messages = new MessageLog();
  private final SentLog sent = new SentLog();
  private final LongLog otherRequests = new LongLog();
  private final AtomicLong posted = new AtomicLong();

  /**
   * @param probe what it experiences as any subscriber does
   */
  ChatProbe(Probe probe) {
    this.probe = probe;
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    probe.onUpdate(update, observedNanos);
    ChatMessage.ofPayload(update.payload())
        .ifPresentOrElse(
            said -> messages.add(update.version(), said.sender(), said.sequence(), observedNanos),
            () -> messages.addOther(update.version()));
  }

  @Override
  public void onExchange(Exchange exchange) {
    probe.onExchange(exchange);
    switch (exchange.kind()) {
      case PUBLISH -> {
        otherRequests.add(exchange.startedNanos());
        posted.addAndGet(exchange.status() == 201 ? 1 : 0);
      }
      case RECOVER, OPEN_STREAM -> otherRequests.add(exchange.startedNanos());
      case CONNECT, SUBMIT, POLL, LONG_POLL -> {}
    }
  }

  @Override
  public void onConnectionOpened() {
    probe.onConnectionOpened();
  }

  @Override
  public void onSecured(TlsFacts tls) {
    probe.onSecured(tls);
  }

  @Override
  public void onReconnect() {
    probe.onReconnect();
  }

  @Override
  public void onFailure(String failure) {
    probe.onFailure(failure);
  }

  /** Its number, from 0. */
  int member() {
    return probe.client();
  }

  int room() {
    return probe.feed();
  }

  /** What it experiences as any subscriber does. */
  Probe probe() {
    return probe;
  }

  MessageLog messages() {
    return messages;
  }

  SentLog sent() {
    return sent;
  }

  /** Adds its whole life to the others', once it is over. */
  void addTo(LifeTotals totals, PublishLog log) {
    probe.addTo(totals, log);
    totals.add(Total.POSTED, posted.get());
    totals.add(Total.PAIRS_RECEIVED, messages.received());
    totals.add(Total.DUPLICATED, messages.duplicated());
    totals.add(Total.REORDERED, messages.reordered());
    totals.add(Total.UNFOLLOWING, messages.unfollowing());
    totals.add(Total.FOREIGN, messages.foreign());
  }

  /** Requests sent in a window that are no polls. */
  long otherRequestsIn(Window window) {
    long count = 0;
    for (int i = 0; i < otherRequests.size(); i++) {
      count += window.contains(otherRequests.get(i)) ? 1 : 0;
    }
    return count;
  }
}
