package dev.pushpull.trial;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.measure.ObservationLog;
import dev.pushpull.measure.PublishLog;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.measure.Ticks;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.verdict.ClientCounts;
import dev.pushpull.verdict.LifeTotals;
import dev.pushpull.verdict.Total;

/** Records what one subscriber experiences. */
public class Probe extends ClientCounts implements SubscriberListener {

  /** Which feed it listens to, from 0. */
  public final int feed;

  /** What it saw. */
  final ObservationLog observations = new ObservationLog();

  /** Its polls and long polls that were answered. */
  public final RequestLog requests = new RequestLog();

  /** When its polls are due. */
  Ticks ticks = Ticks.NONE;

  private final long serverClockOffsetNanos;
  private long skippedByServer;
  private long heldOnConnection;
  private boolean freshSinceExchange;

  /**
   * @param client its number among all of the trial's
   */
  public Probe(int client, int feed, long serverClockOffsetNanos) {
    super(client);
    this.feed = feed;
    this.serverClockOffsetNanos = serverClockOffsetNanos;
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    noteFresh(update.version() > observations.held());
    observations.add(
        update.version(),
        observedNanos,
        update.publishedAtNanos() - serverClockOffsetNanos,
        update.payloadChecksum());
    if (heldOnConnection > 0 && update.version() > heldOnConnection) {
      skippedByServer += update.version() - heldOnConnection - 1;
    }
    heldOnConnection = update.version();
  }

  /** A message came, with a version that was not held or with another. */
  final void noteFresh(boolean isFresh) {
    freshSinceExchange |= isFresh;
  }

  @Override
  public void onExchange(Exchange exchange) {
    answered(exchange.status());
    if (exchange.kind() == Exchange.Kind.PUBLISH || exchange.kind() == Exchange.Kind.RECOVER) {
      return; // Another connection's: it ends no answer that brings updates.
    }
    boolean fresh = freshSinceExchange;
    freshSinceExchange = false;
    switch (exchange.kind()) {
      case OPEN_STREAM -> count(Total.HANDSHAKES);
      case POLL, LONG_POLL -> note(requests, exchange, !fresh);
      case CONNECT, SUBMIT, PUBLISH, RECOVER, PREPARE -> {}
    }
  }

  @Override
  public void onConnectionOpened() {
    super.onConnectionOpened();
    heldOnConnection = 0;
  }

  /** Sets when it polls; before it starts. */
  public void setTicks(Ticks ticks) {
    this.ticks = ticks;
  }

  /** Whether it holds a version, and every tick due before an instant was answered. */
  public boolean settled(long version, long beforeNanos) {
    return observations.held() >= version && isAnswered(beforeNanos);
  }

  /** Whether every tick due before an instant was answered. */
  public boolean isAnswered(long beforeNanos) {
    return requests.lastStarted() >= ticks.lastBefore(beforeNanos);
  }

  /** Whether it holds a version or a newer one. */
  public boolean holds(long version) {
    return observations.held() >= version;
  }

  /**
   * Adds its whole life to the others', once it is over.
   *
   * @param log of its feed
   */
  public void addTo(LifeTotals totals, PublishLog log) {
    addTo(totals);
    totals.add(Total.MESSAGES, observations.messages.get());
    totals.add(Total.FALLEN, observations.fallen.get());
    totals.add(Total.DIFFERING, observations.differing(log));
    totals.add(Total.SKIPPED, skippedByServer);
  }
}
