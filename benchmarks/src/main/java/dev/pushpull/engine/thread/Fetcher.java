package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.FeedReader;
import dev.pushpull.engine.Request;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.FeedKind;
import java.io.IOException;

/**
 * Asks for the feed, once a call, and tells of the answer: the updates first, then the exchange,
 * then what was wrong with it. Of a log feed it asks for all that follows the version held, by
 * several requests where one answer does not hold it; where that is kept no longer, which is told
 * as a failure, it resumes from the oldest that is. Used by one thread at a time.
 */
public final class Fetcher {

  private static final long NOW = Long.MIN_VALUE;

  private final Device device;
  private final Request plain;
  private final FeedReader feed;
  private final ListenerGate listener;
  private boolean holdsConnection;
  private int openedBefore;

  /** Asks for the device's own feed. */
  public Fetcher(Device device) {
    this.device = device;
    this.listener = device.listener;
    this.feed = new FeedReader(device.order.kind(), device.carrier.reader(), listener);
    this.plain = device.plain(feed);
  }

  /**
   * Asks for another feed over the same connection.
   *
   * @param plain a GET of the feed
   * @param feed reads its answers
   * @param listener hears of them
   */
  Fetcher(Device device, Request plain, FeedReader feed, ListenerGate listener) {
    this.device = device;
    this.plain = plain;
    this.feed = feed;
    this.listener = listener;
  }

  /** A GET that is answered with the newest update, or with all that is not held. */
  public Request plain() {
    return device.order.kind() == FeedKind.LOG ? device.plain(feed) : plain;
  }

  /** A GET that is answered with 304 while nothing is newer, if the server gave a validator. */
  public Request conditional() {
    return device.conditional(plain(), feed);
  }

  /**
   * The first fetch.
   *
   * @throws IOException if the answer was no update
   */
  void first() throws IOException {
    fetch(plain(), Exchange.Kind.CONNECT).orThrow();
  }

  /** Asks for the tick that was due; whether to let the server answer 304. */
  FeedReader.Outcome poll(boolean conditional, long dueNanos) {
    return ask(conditional ? conditional() : plain(), dueNanos, Exchange.Kind.POLL);
  }

  /** Has a request wait at the server (RFC 7240, {@code Prefer: wait}). */
  public FeedReader.Outcome longPoll() {
    return fetch(device.longPoll(conditional()), Exchange.Kind.LONG_POLL);
  }

  /** Asks now, where no schedule says when. */
  public FeedReader.Outcome fetch(Request request, Exchange.Kind kind) {
    return ask(request, NOW, kind);
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
   * Asks until there is no more. What other answers than the first bring came with its tick.
   *
   * @param dueNanos by the schedule, or {@link #NOW} where none says when
   */
  private FeedReader.Outcome ask(Request request, long dueNanos, Exchange.Kind kind) {
    noteLostConnection();
    FeedReader.Outcome outcome = askOnce(request, dueNanos, kind);
    while (outcome.hasMore()) {
      outcome = askOnce(plain(), NOW, kind);
    }
    return outcome;
  }

  private FeedReader.Outcome askOnce(Request request, long dueNanos, Exchange.Kind kind) {
    long startedNanos = System.nanoTime();
    long due = dueNanos == NOW ? startedNanos : dueNanos;
    FeedReader.Outcome outcome;
    try {
      Answer answer = device.call(request);
      noteConnection();
      outcome = feed.read(answer, request);
      listener.onExchange(
          new Exchange(due, startedNanos, outcome.completedNanos(), answer.status(), kind));
    } catch (IOException e) {
      outcome = FeedReader.Outcome.failed(e, PollSchedule.NO_HINT);
    }
    outcome.failure().ifPresent(listener::onFailure);
    return outcome;
  }

  /** The highest version that was ever held. */
  public long heldVersion() {
    return feed.heldVersion();
  }
}
