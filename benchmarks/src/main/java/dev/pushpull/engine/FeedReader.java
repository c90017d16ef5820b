package dev.pushpull.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.LogPage;
import dev.pushpull.sut.wire.MalformedUpdateException;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one client holds of a feed, and what an answer about that feed means: the updates that it
 * brings are told to the listener, its validator is kept for the next request. Used by one thread
 * at a time.
 */
public final class FeedReader {

  /** The status of a log feed that keeps no longer what follows the version that a client holds. */
  public static final int GONE = 410;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a request went.
   *
   * @param completedNanos when the answer was decoded, or had failed
   * @param changed whether it brought a version that was not held
   * @param hintNanos how long the server asked to wait; {@link PollSchedule#NO_HINT} if it did not
   * @param failure why it is no answer to what was asked
   * @param hasMore whether the feed has more than it answered with, so that it is to be asked again
   */
  public record Outcome(
      long completedNanos,
      boolean changed,
      long hintNanos,
      Optional<IOException> failure,
      boolean hasMore) {

    /** Of a request that failed now. */
    public static Outcome failed(IOException failure, long hintNanos) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.of(failure), false);
    }

    /** This one, if it did not fail. */
    public Outcome orThrow() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return this;
    }
  }

  private final FeedKind kind;
  private final MessageReader reader;
  private final SubscriberListener listener;
  private long heldVersion;
  private @Nullable String validator;

  /**
   * Of a client that holds nothing yet.
   *
   * @param kind whether it wants the newest update, or all from version 1 on
   * @param listener hears of each update
   */
  public FeedReader(FeedKind kind, MessageReader reader, SubscriberListener listener) {
    this(kind, reader, listener, 0, null);
  }

  /**
   * Of a client that holds an update already.
   *
   * @param heldVersion its version
   * @param validator that the answer with it had, if it had one
   */
  public FeedReader(
      FeedKind kind,
      MessageReader reader,
      SubscriberListener listener,
      long heldVersion,
      @Nullable String validator) {
    this.kind = kind;
    this.reader = reader;
    this.listener = listener;
    this.heldVersion = heldVersion;
    this.validator = validator;
  }

  /** The highest version that was ever held, 0 for none. */
  public long heldVersion() {
    return heldVersion;
  }

  /** The validator of what is held, as the server sent it; null if it sent none. */
  public @Nullable String validator() {
    return validator;
  }

  /**
   * Reads an answer.
   *
   * @param request that was answered: one that says what is held may be answered with 304
   */
  public Outcome read(Answer answer, Request request) {
    int status = answer.status();
    long hintNanos = Hints.nanos(answer.head());
    if (status == 200) {
      return readUpdates(answer, hintNanos);
    }
    if (status == 304 && (kind == FeedKind.LOG || request.says("If-None-Match"))) {
      return new Outcome(System.nanoTime(), false, hintNanos, Optional.empty(), false);
    }
    boolean gap =
        kind == FeedKind.LOG && status == GONE && skipTo(oldestKept(answer.body()).orElse(0));
    return new Outcome(
        System.nanoTime(),
        false,
        hintNanos,
        Optional.of(new IOException("unexpected status " + status)),
        gap);
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

  /**
   * Reads a message of a stream.
   *
   * @throws MalformedUpdateException if it is no update
   */
  public void message(byte[] document) throws MalformedUpdateException {
    Update update = reader.read(document);
    long observedNanos = System.nanoTime();
    heldVersion = Math.max(heldVersion, update.version());
    listener.onUpdate(update, observedNanos);
  }

  /**
   * Nothing before a version will come any more.
   *
   * @return whether that leaves a gap behind what is held
   */
  public boolean skipTo(long oldest) {
    boolean gap = oldest > heldVersion + 1;
    heldVersion = Math.max(heldVersion, oldest - 1);
    return gap;
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
