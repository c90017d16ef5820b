package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.KeptUpdates;
import dev.pushpull.sut.feed.PublishedUpdate;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Sends a feed's updates over whatever transport the subclass is for. At most one message is on its
 * way; what comes meanwhile waits as "there is something newer" and no more, so a client that reads
 * slowly costs one message of memory. Of a value feed it is sent the newest next and skips
 * versions, which are counted; of a log feed it is sent the version that follows, and is closed
 * when that one is kept no longer. IO thread only.
 */
abstract class PushedStream extends WaitingClient {

  /** Of a log feed: the newest update first, then in order. */
  static final long FROM_NEWEST = -1;

  private final @Nullable KeptUpdates kept; // of a log feed

  /** The version sent last, or that the client held when it came; 0 for nothing. */
  private long version;

  private boolean sentBefore;

  private @Nullable PublishedUpdate onItsWay;
  private boolean busy;
  private boolean pumping;

  /**
   * Begins a stream.
   *
   * @param heldVersion what the client has already, 0 for nothing; or {@link #FROM_NEWEST}
   */
  PushedStream(DataContext context, Feed feed, long heldVersion) {
    super(context, feed);
    this.kept = feed.kept().orElse(null);
    this.version = heldVersion;
  }

  /** Begins to send; {@link #sent} or the stream's end must follow, now or later. */
  abstract void send(PublishedUpdate update);

  /**
   * Ends the stream, since what comes next is kept no longer.
   *
   * @param oldest the oldest version that is
   */
  abstract void closeBehind(long oldest);

  /** Is called now and then, to keep the connection awake. */
  abstract void heartbeat();

  final void keepAlive(XnioExecutor thread) {
    runAfter(
        thread,
        context.limits().heartbeat(),
        () -> {
          if (!isGone()) {
            keepAlive(thread);
            heartbeat();
          }
        });
  }

  /** Sends while there is something newer; a loop, since {@code send} may call back at once. */
  @Override
  public final void onUpdate() {
    if (pumping || isGone()) {
      return;
    }
    pumping = true;
    if (kept != null) {
      checkPlace(kept);
    }
    for (PublishedUpdate next = next(); next != null; next = next()) {
      busy = true;
      onItsWay = next;
      send(next);
    }
    pumping = false;
  }

  private @Nullable PublishedUpdate next() {
    PublishedUpdate newest = feed.newest();
    if (busy || newest.version() <= version) {
      return null;
    }
    if (kept == null || version == FROM_NEWEST) {
      return newest;
    }
    PublishedUpdate next = kept.find(version + 1).orElse(null);
    if (next == null) {
      fallBehind(kept);
    }
    return next;
  }

  /** A client that does not read is not waited for until its message is through. */
  private void checkPlace(KeptUpdates log) {
    long place = onItsWay == null ? version : onItsWay.version();
    if (place != FROM_NEWEST && place + 1 < log.oldest()) {
      fallBehind(log);
    }
  }

  private void fallBehind(KeptUpdates log) {
    context.traffic().closedBehind().increment();
    closeBehind(log.oldest());
  }

  /** What is newest is sent or on its way already; the stream stays open. */
  @Override
  public void onQuiesce() {}

  /** The message is handed to the socket to its end. */
  final void sent() {
    if (isGone()) {
      return;
    }
    busy = false;
    PublishedUpdate update = onItsWay;
    if (update != null) {
      onItsWay = null;
      context.traffic().updatesSent().increment();
      if (sentBefore) {
        context.traffic().conflated().add(update.version() - version - 1);
      }
      sentBefore = true;
      version = update.version();
    }
    onUpdate();
  }

  /** Takes the transport for a message that is no update; false when it is taken already. */
  final boolean takeTransport() {
    if (busy) {
      return false;
    }
    busy = true;
    return true;
  }

  /** Nothing is sent any more. */
  @Override
  boolean leave() {
    busy = true;
    onItsWay = null;
    return super.leave();
  }
}
