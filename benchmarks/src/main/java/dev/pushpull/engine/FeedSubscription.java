package dev.pushpull.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import dev.pushpull.trial.Outcome;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A subscription to a feed of our own server. */
public final class FeedSubscription implements Subscription {

  /** The status of a log feed that keeps no longer what follows the version that a client holds. */
  public static final int GONE = 410;

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Request feed;
  private final FeedKind kind;
  private final MessageReader reader;
  private final SubscriberListener listener;
  private final String wait;
  private long heldVersion;
  private @Nullable String validator;

  // Requests that are made anew only where they change.
  private Request poll;
  private long pollAfter;
  private Request conditional;
  private @Nullable Request conditionalOf;
  private @Nullable String conditionalOn;
  private @Nullable Request longPoll;

  /**
   * Of a client that holds nothing yet.
   *
   * @param order the feed, and whether its newest update is wanted, or all from version 1 on
   * @param listener hears of each update
   */
  public FeedSubscription(
      SubscriberOrder order, MessageReader reader, SubscriberListener listener) {
    this(order, reader, listener, 0, null);
  }

  /**
   * Of a client that holds an update already.
   *
   * @param heldVersion its version
   * @param validator that the answer with it had, if it had one
   */
  public FeedSubscription(
      SubscriberOrder order,
      MessageReader reader,
      SubscriberListener listener,
      long heldVersion,
      @Nullable String validator) {
    this.feed = Request.get(order.feed());
    this.kind = order.kind();
    this.wait = "wait=" + order.longPollWait().toSeconds();
    this.reader = reader;
    this.listener = listener;
    this.heldVersion = heldVersion;
    this.validator = validator;
    this.pollAfter = heldVersion;
    this.poll = kind == FeedKind.LOG ? after(heldVersion) : feed;
    this.conditional = poll;
  }

  @Override
  public long heldVersion() {
    return heldVersion;
  }

  private Request after(long version) {
    return feed.withParameter("after", version);
  }

  /** {@inheritDoc} Of a log it is answered with all that follows what is held. */
  @Override
  public Request poll() {
    if (kind == FeedKind.LOG && pollAfter != heldVersion) {
      pollAfter = heldVersion;
      poll = after(heldVersion);
    }
    return poll;
  }

  /** With the validator of what is held, as the server sent it (RFC 9110, section 8.8.3). */
  @Override
  public Request conditionalPoll() {
    Request plain = poll();
    if (plain != conditionalOf || !Objects.equals(validator, conditionalOn)) {
      conditionalOf = plain;
      conditionalOn = validator;
      conditional = validator == null ? plain : plain.with(IF_NONE_MATCH, validator);
      longPoll = null;
    }
    return conditional;
  }

  /** A conditional poll that prefers to wait (RFC 7240, section 4.3). */
  @Override
  public Request longPoll() {
    Request now = conditionalPoll();
    if (longPoll == null) {
      longPoll = now.with("Prefer", wait);
    }
    return longPoll;
  }

  /** {@inheritDoc} Its ids are the versions. */
  @Override
  public Request eventStream(String lastId) {
    // In a log feed Last-Event-ID goes before what the query says.
    Request request = (kind == FeedKind.LOG ? after(0) : feed).with("Accept", "text/event-stream");
    return heldVersion > 0 ? request.with("Last-Event-ID", Long.toString(heldVersion)) : request;
  }

  @Override
  public Request webSocket() {
    return poll();
  }

  @Override
  public Outcome read(Answer answer, Request request) {
    int status = answer.status();
    long hintNanos = Hints.nanos(answer.head());
    if (status == 200) {
      return readUpdates(answer, hintNanos);
    }
    if (status == 304 && (kind == FeedKind.LOG || request.says(IF_NONE_MATCH))) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.empty(), false);
    }
    boolean gap = kind == FeedKind.LOG && refused(answer);
    return new Outcome(
        System.nanoTime(),
        false,
        hintNanos,
        Optional.of(new IOException("unexpected status " + status)),
        gap);
  }

  /** {@inheritDoc} A log that keeps no longer what follows what is held says what it keeps. */
  @Override
  public boolean refused(Answer answer) {
    if (answer.status() != GONE) {
      return false;
    }
    long oldest = oldestKept(answer.body()).orElse(0);
    boolean gap = oldest > heldVersion + 1;
    heldVersion = Math.max(heldVersion, oldest - 1);
    return gap;
  }

  private Outcome readUpdates(Answer answer, long hintNanos) {
    try {
      if (kind == FeedKind.VALUE) {
        Update update = reader.read(answer.body());
        long now = System.nanoTime();
        return new Outcome(now, hold(answer, update, now), hintNanos, Optional.empty(), false);
      }
      LogPage page = LogPage.decode(answer.body());
      long now = System.nanoTime();
      boolean changed = false;
      for (Update update : page.updates()) {
        changed |= hold(answer, update, now);
      }
      return new Outcome(now, changed, hintNanos, Optional.empty(), page.hasMore());
    } catch (MalformedUpdateException e) {
      return Outcome.failed(e, hintNanos);
    }
  }

  private boolean hold(Answer answer, Update update, long observedNanos) {
    boolean changed = update.version() > heldVersion;
    if (update.version() >= heldVersion) {
      validator = answer.head().header("ETag");
      heldVersion = update.version();
    }
    listener.onUpdate(update, observedNanos);
    return changed;
  }

  @Override
  public void message(byte[] document) throws MalformedUpdateException {
    Update update = reader.read(document);
    long observedNanos = System.nanoTime();
    heldVersion = Math.max(heldVersion, update.version());
    listener.onUpdate(update, observedNanos);
  }

  /** The oldest version that is kept; empty if the problem document of a 410 does not say so. */
  public static OptionalLong oldestKept(byte[] problem) {
    try {
      JsonNode oldest = JSON.readTree(problem).path("oldest");
      return oldest.isIntegralNumber() ? OptionalLong.of(oldest.longValue()) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
