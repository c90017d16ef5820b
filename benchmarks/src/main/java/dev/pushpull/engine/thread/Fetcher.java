package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.Subscription;
import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Asks for the feed, once a call, and tells of the answer: the updates first, then the exchange,
 * then what was wrong with it. Of a log feed it asks for all that follows the version held, by
 * several requests where one answer does not hold it; where that is kept no longer, which is told
 * as a failure, it resumes from the oldest that is. Used by one thread at a time.
 */
public final class Fetcher {

  private static final long NOW = Long.MIN_VALUE;

  private final Device device;
  private final Subscription feed;
  private final ListenerGate listener;
  private boolean holdsConnection;
  private int openedBefore;

  /** Asks for the device's own feed. */
  public Fetcher(Device device) {
    this(device, device.subscription, device.listener);
  }

  /**
   * Asks for another feed over the same connection.
   *
   * @param listener hears of its answers
   */
  Fetcher(Device device, Subscription feed, ListenerGate listener) {
    this.device = device;
    this.feed = feed;
    this.listener = listener;
  }

  /**
   * The first fetch.
   *
   * @throws IOException if the answer was no update
   */
  void first() throws IOException {
    fetch(feed::poll, Exchange.Kind.CONNECT).orThrow();
  }

  /** Asks for the tick that was due; whether to let the server answer 304. */
  Subscription.Outcome poll(boolean conditional, long dueNanos) {
    return ask(conditional ? feed::conditionalPoll : feed::poll, dueNanos, Exchange.Kind.POLL);
  }

  /** Has a request wait at the server. */
  public Subscription.Outcome longPoll() {
    return fetch(feed::longPoll, Exchange.Kind.LONG_POLL);
  }

  /**
   * Asks now, where no schedule says when.
   *
   * @param request made once all is asked that must come before it
   */
  public Subscription.Outcome fetch(Supplier<Request> request, Exchange.Kind kind) {
    return ask(request, NOW, kind);
  }

  /** How long nothing may be asked, in ns from now. */
  long pauseNanos() {
    return feed.pauseNanos();
  }

  /** Told when the next connection is about to be tried, so never after the last request. */
  private void noteLostConnection() {
    if (holdsConnection && !device.isOpen()) {
      holdsConnection = false;
      listener.onReconnect();
    }
  }

  /** A library may find a connection lost while it asks, and open another by itself. */
  private void noteConnection() {
    int opened = device.opened();
    if (holdsConnection && opened > openedBefore) {
      listener.onReconnect();
    }
    holdsConnection = true;
    openedBefore = opened;
  }

  /**
   * Asks until there is no more, and before each request for all that must come before it. What
   * other answers than the first bring came with its tick.
   *
   * @param dueNanos by the schedule, or {@link #NOW} where none says when
   */
  private Subscription.Outcome ask(Supplier<Request> request, long dueNanos, Exchange.Kind kind) {
    noteLostConnection();
    Subscription.Outcome outcome = askOnce(request, dueNanos, kind);
    while (outcome.hasMore()) {
      outcome = askOnce(feed::more, NOW, kind);
    }
    return outcome;
  }

  private Subscription.Outcome askOnce(
      Supplier<Request> request, long dueNanos, Exchange.Kind kind) {
    Subscription.Outcome outcome;
    try {
      device.prepare();
      long startedNanos = System.nanoTime();
      long due = dueNanos == NOW ? startedNanos : dueNanos;
      Request asked = request.get();
      Answer answer = device.call(asked);
      noteConnection();
      outcome = feed.read(answer, asked);
      listener.onExchange(
          new Exchange(due, startedNanos, outcome.completedNanos(), answer.status(), kind));
    } catch (IOException e) {
      outcome = Subscription.Outcome.failed(e, PollSchedule.NO_HINT);
    }
    outcome.failure().ifPresent(listener::onFailure);
    return outcome;
  }
}
