package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the feed, once a call, and tells of the answer: the updates first, then the exchange,
 * then what was wrong with it. Of a log feed it asks for all that follows the version held, by
 * several requests where one answer does not hold it; where that is kept no longer, which is told
 * as a failure, it resumes from the oldest that is. Used by one thread at a time.
 */
final class Fetcher {

  /**
   * How a fetch went.
   *
   * @param completedNanos when the answer was decoded, or had failed
   * @param changed whether it brought a version that was not held
   * @param hintNanos how long the server asked to wait; {@link PollSchedule#NO_HINT} if it did not
   * @param failure why it is no answer to what was asked
   */
  record Outcome(
      long completedNanos, boolean changed, long hintNanos, Optional<IOException> failure) {

    /** This one, if it did not fail. */
    Outcome orThrow() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return this;
    }
  }

  private static final long NOW = Long.MIN_VALUE;

  private final Device device;
  private final boolean isLog;
  private final Request plain;
  private final ListenerGate listener;
  private long heldVersion;
  private @Nullable String validator;
  private boolean holdsConnection;
  private int openedBefore;
  private boolean hasMore;

  /** Asks for the device's own feed. */
  Fetcher(Device device) {
    this(device, device.request, 0, null, device.listener);
  }

  /**
   * Asks for another feed over the same connection.
   *
   * @param plain a GET of the feed
   * @param heldVersion that is held already; 0 for none
   * @param validator that the answer with it had, if it had one
   */
  Fetcher(
      Device device,
      Request plain,
      long heldVersion,
      @Nullable String validator,
      ListenerGate listener) {
    this.device = device;
    this.isLog = device.order.kind() == FeedKind.LOG;
    this.plain = plain;
    this.heldVersion = heldVersion;
    this.validator = validator;
    this.listener = listener;
  }

  /** A GET that is answered with the newest update, or with all that is not held. */
  Request plain() {
    return isLog ? device.after(heldVersion).build() : plain;
  }

  /**
   * A GET that is answered with 304 while nothing is newer: it has the validator of what is held,
   * as the server sent it (RFC 9110, section 8.8.3), if it did.
   */
  Request.Builder conditional() {
    Request.Builder request = plain().newBuilder();
    return validator == null ? request : request.header("If-None-Match", validator);
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
  Outcome poll(boolean conditional, long dueNanos) {
    return ask(conditional ? conditional().build() : plain(), dueNanos, Exchange.Kind.POLL);
  }

  /** Has a request wait at the server (RFC 7240, {@code Prefer: wait}). */
  Outcome longPoll() {
    return fetch(conditional().header("Prefer", device.prefer).build(), Exchange.Kind.LONG_POLL);
  }

  /** Asks now, where no schedule says when. */
  Outcome fetch(Request request, Exchange.Kind kind) {
    return ask(request, NOW, kind);
  }

  /** Told when the next connection is about to be tried, so never after the last request. */
  private void noteLostConnection() {
    if (holdsConnection && !device.sockets.isOpen()) {
      holdsConnection = false;
      listener.onReconnect();
    }
  }

  /** OkHttp may find a connection lost while it asks, and open another by itself. */
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
  private Outcome ask(Request request, long dueNanos, Exchange.Kind kind) {
    noteLostConnection();
    Outcome outcome = askOnce(request, dueNanos, kind);
    while (hasMore) {
      outcome = askOnce(plain(), NOW, kind);
    }
    return outcome;
  }

  private Outcome askOnce(Request request, long dueNanos, Exchange.Kind kind) {
    hasMore = false;
    long startedNanos = System.nanoTime();
    long due = dueNanos == NOW ? startedNanos : dueNanos;
    Outcome outcome;
    try (Response response = device.client.newCall(request).execute()) {
      noteConnection();
      device.note(response);
      byte[] body = response.body().bytes();
      outcome = read(request, response, body);
      listener.onExchange(
          new Exchange(due, startedNanos, outcome.completedNanos(), response.code(), kind));
    } catch (IOException e) {
      outcome = failed(e, PollSchedule.NO_HINT);
    }
    outcome.failure().ifPresent(listener::onFailure);
    return outcome;
  }

  private Outcome read(Request request, Response response, byte[] body) {
    long hintNanos = Hints.nanos(response);
    if (response.code() == 200) {
      return readUpdates(body, response.header("ETag"), hintNanos);
    }
    if (response.code() == 304 && (isLog || request.header("If-None-Match") != null)) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.empty());
    }
    if (isLog && response.code() == Gone.STATUS) {
      long oldest = Gone.oldest(body).orElse(0);
      hasMore = oldest > heldVersion + 1;
      heldVersion = Math.max(heldVersion, oldest - 1);
    }
    return failed(new IOException("unexpected status " + response.code()), hintNanos);
  }

  private List<Update> decode(byte[] document) throws MalformedUpdateException {
    if (!isLog) {
      return List.of(device.carrier.reader().read(document));
    }
    LogPage page = LogPage.decode(document);
    hasMore = page.hasMore();
    return page.updates();
  }

  private Outcome readUpdates(byte[] body, @Nullable String etag, long hintNanos) {
    List<Update> updates;
    try {
      updates = decode(body);
    } catch (MalformedUpdateException e) {
      return failed(e, hintNanos);
    }
    long completedNanos = System.nanoTime();
    boolean changed = false;
    for (Update update : updates) {
      changed |= update.version() > heldVersion;
      validator = update.version() >= heldVersion ? etag : validator;
      heldVersion = Math.max(heldVersion, update.version());
      listener.onUpdate(update, completedNanos);
    }
    return new Outcome(completedNanos, changed, hintNanos, Optional.empty());
  }

  /** The highest version that was ever held. */
  long heldVersion() {
    return heldVersion;
  }

  private static Outcome failed(IOException failure, long hintNanos) {
    return new Outcome(System.nanoTime(), false, hintNanos, Optional.of(failure));
  }
}
