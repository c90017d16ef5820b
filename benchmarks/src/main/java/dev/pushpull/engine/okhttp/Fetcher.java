package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the feed, once a call, and tells of the answer: the update first, then the exchange,
 * then what was wrong with it. Used by one thread at a time.
 */
class Fetcher {

  /**
   * How a fetch went.
   *
   * @param completedNanos when the answer was decoded, or had failed
   * @param changed whether it brought a version that was not held
   * @param hintNanos how long the server asked to wait; {@link PollSchedule#NO_HINT} if it did not
   * @param failure why it is no answer to what was asked
   */
  record Outcome(
      long completedNanos, boolean changed, long hintNanos, Optional<IOException> failure) {}

  final Device device;
  private final Request plain;
  private final ListenerGate listener;
  private long heldVersion;
  private @Nullable String validator;
  private boolean holdsConnection;
  private int openedBefore;

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
    this.plain = plain;
    this.heldVersion = heldVersion;
    this.validator = validator;
    this.listener = listener;
  }

  /** A GET that is answered with the newest update. */
  Request plain() {
    return plain;
  }

  /** A GET that is answered with 304 while nothing is newer, if the server gave a validator. */
  Request.Builder conditional() {
    return validated(plain.newBuilder());
  }

  /** With the validator of what is held, as the server sent it (RFC 9110, section 8.8.3). */
  Request.Builder validated(Request.Builder request) {
    return validator == null ? request : request.header("If-None-Match", validator);
  }

  /**
   * The first fetch.
   *
   * @throws IOException if the answer was no update
   */
  void first() throws IOException {
    Outcome outcome = fetch(plain(), Exchange.Kind.CONNECT);
    if (outcome.failure().isPresent()) {
      throw outcome.failure().get();
    }
  }

  /** Asks for the tick that was due; whether to let the server answer 304. */
  Outcome poll(boolean conditional, long dueNanos) {
    Request request = conditional ? conditional().build() : plain();
    noteLostConnection();
    return ask(request, dueNanos, System.nanoTime(), Exchange.Kind.POLL);
  }

  /** Has a request wait at the server (RFC 7240, {@code Prefer: wait}). */
  Outcome longPoll() {
    return fetch(conditional().header("Prefer", device.prefer).build(), Exchange.Kind.LONG_POLL);
  }

  /** Asks now, where no schedule says when. */
  Outcome fetch(Request request, Exchange.Kind kind) {
    noteLostConnection();
    long startedNanos = System.nanoTime();
    return ask(request, startedNanos, startedNanos, kind);
  }

  /** Told when the next connection is about to be tried, so never after the last request. */
  private void noteLostConnection() {
    if (holdsConnection && !device.isConnected()) {
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

  /** Asks once; the connection has been looked at. */
  Outcome ask(Request request, long dueNanos, long startedNanos, Exchange.Kind kind) {
    Outcome outcome;
    try (Response response = device.call(request).execute()) {
      noteConnection();
      device.note(response);
      byte[] body = response.body().bytes();
      outcome = read(request, response, body);
      listener.onExchange(
          new Exchange(dueNanos, startedNanos, outcome.completedNanos(), response.code(), kind));
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
    if (response.code() == 304 && saysWhatIsHeld(request)) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.empty());
    }
    refused(response.code(), body);
    return failed(new IOException("unexpected status " + response.code()), hintNanos);
  }

  /** Whether there may be nothing newer than what a request says is held. */
  boolean saysWhatIsHeld(Request request) {
    return request.header("If-None-Match") != null;
  }

  /** Takes a document apart. */
  List<Update> decode(byte[] document) throws MalformedUpdateException {
    return List.of(device.carrier.reader().read(document));
  }

  /** An answer is neither 200 nor 304. */
  void refused(int status, byte[] body) {
    // There is nothing to learn from it.
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
      hold(update.version());
      listener.onUpdate(update, completedNanos);
    }
    return new Outcome(completedNanos, changed, hintNanos, Optional.empty());
  }

  /** The highest version that was ever held. */
  long heldVersion() {
    return heldVersion;
  }

  /** Nothing up to a version is needed any more. */
  void hold(long version) {
    heldVersion = Math.max(heldVersion, version);
  }

  private static Outcome failed(IOException failure, long hintNanos) {
    return new Outcome(System.nanoTime(), false, hintNanos, Optional.of(failure));
  }
}
