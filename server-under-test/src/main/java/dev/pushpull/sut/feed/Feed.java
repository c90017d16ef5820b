package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Publication.Published;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.LogEntries;
import dev.pushpull.sut.wire.Update;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A named value that changes: holds the newest update, keeps the log of all, and wakes those who
 * listen; a log feed keeps its newest updates whole, to be read in order. Safe from any thread,
 * except that a subscription belongs to the thread it was made on.
 *
 * <p>How no listener misses an update: a listener is entered first and looks at {@link #newest()}
 * then; a publisher makes the update visible first and looks for listeners then. Whichever comes
 * second sees the other, both steps being volatile.
 */
public final class Feed {

  private static final long DUE_AT_ONCE = Long.MIN_VALUE;

  private final FeedSpec spec;
  private final NanoClock clock;
  private final Semaphore logRoom;
  private final LongAdder published;
  private final @Nullable KeptUpdates kept; // of a log feed
  private final @Nullable Job job;
  private final ConcurrentHashMap<Executor, ListenerGroup> groups = new ConcurrentHashMap<>();
  private final LogEntries.Writer log = new LogEntries.Writer(); // guarded by this
  private volatile boolean quiet; // written under this
  private boolean logFull; // guarded by this
  private volatile FeedListener.@Nullable End end; // written under this
  private volatile PublishedUpdate newest; // written under this

  /**
   * A feed.
   *
   * @param logRoom how many entries the logs of all feeds may hold yet
   * @param job that it is of; null for none, whose first payload is made from its seed
   */
  Feed(FeedSpec spec, NanoClock clock, Semaphore logRoom, LongAdder published, @Nullable Job job) {
    this.spec = spec;
    this.clock = clock;
    this.logRoom = logRoom;
    this.published = published;
    this.job = job;
    this.kept =
        spec.kind() == FeedKind.LOG ? new KeptUpdates(spec.retain(), KeptUpdates.MAX_BYTES) : null;
    String payload =
        job == null
            ? Payloads.make(spec.seed(), 1, spec.payloadBytes())
            : JobState.ACCEPTED.payload();
    long now = clock.nanoTime();
    this.newest = new PublishedUpdate(new Update(spec.name(), 1, now, now, payload));
    if (kept != null) {
      kept.append(newest);
    }
    log.append(now, now, newest.update().payloadChecksum());
  }

  /** What it is made of. */
  public FeedSpec spec() {
    return spec;
  }

  /** The newest update. */
  public PublishedUpdate newest() {
    return newest;
  }

  /** The newest updates, of a log feed; empty for a value feed. */
  public Optional<KeptUpdates> kept() {
    return Optional.ofNullable(kept);
  }

  /** In how many seconds it is worth asking again, from 1; 0 for nothing known. */
  public int retryAfterSeconds() {
    return job == null ? 0 : job.retryAfterSeconds();
  }

  /** Whether clients may publish to it; a job's feed is the server's own. */
  public boolean takesPayloads() {
    return job == null;
  }

  /** Publishes a payload that is due now. */
  public Publication publish(String payload) {
    return publish(payload, DUE_AT_ONCE);
  }

  /**
   * Publishes. {@code publishedAt} is stamped in here, just before the version becomes visible.
   *
   * @param dueAtNanos when the arrival process wanted it, on the server's clock
   */
  public Publication publish(String payload, long dueAtNanos) {
    PublishedUpdate update;
    synchronized (this) {
      Reason refusal = refusal();
      if (refusal != null) {
        return new Refused(refusal);
      }
      update = makeVisible(payload, dueAtNanos);
    }
    published.increment();
    groups.values().forEach(ListenerGroup::signal);
    return new Published(update);
  }

  private @Nullable Reason refusal() {
    if (end != null) {
      return Reason.CLOSED;
    }
    if (quiet) {
      return Reason.QUIESCED;
    }
    if (!logRoom.tryAcquire()) {
      logFull = true;
      return Reason.LOG_FULL;
    }
    return null;
  }

  private PublishedUpdate makeVisible(String payload, long dueAtNanos) {
    long version = newest.version() + 1;
    long now = clock.nanoTime();
    long due = dueAtNanos == DUE_AT_ONCE ? now : dueAtNanos;
    var update = new PublishedUpdate(new Update(spec.name(), version, now, due, payload));
    if (kept != null) {
      kept.append(update);
    }
    newest = update;
    log.append(now, due, update.update().payloadChecksum());
    return update;
  }

  /**
   * Enters a listener. Call it on the thread that {@code thread} runs tasks on; the listener is
   * called there, and looks at {@link #newest()} itself for the first time after this returns. A
   * feed that is gone already says so before this returns.
   */
  public Subscription subscribe(Executor thread, FeedListener listener) {
    Subscription subscription = groups.computeIfAbsent(thread, ListenerGroup::new).add(listener);
    FeedListener.End gone = end;
    if (gone != null) {
      listener.onEnd(gone);
    }
    return subscription;
  }

  /** How many listen now. */
  public int listeners() {
    return groups.values().stream().mapToInt(ListenerGroup::count).sum();
  }

  /** The log as it is now, version 1 included. */
  public synchronized LogEntries log() {
    return log.view();
  }

  /** Whether an update was refused since the log is full; it is not in the log then. */
  public synchronized boolean isLogFull() {
    return logFull;
  }

  /** Refuses all publishing from here on, until {@link #resume}. */
  synchronized void quiesce() {
    quiet = true;
  }

  synchronized void resume() {
    quiet = false;
  }

  /** Whether publishing is stopped: nobody should wait for an update or be kept awake. */
  public boolean isQuiet() {
    return quiet;
  }

  /** The threads that listeners are called on, each with its listeners. */
  Collection<ListenerGroup> groups() {
    return groups.values();
  }

  void end(FeedListener.End why) {
    synchronized (this) {
      if (end != null) {
        return;
      }
      end = why;
      logRoom.release(log.view().size() - 1);
    }
    groups.values().forEach(group -> group.tell(listener -> listener.onEnd(why), () -> {}));
  }
}
