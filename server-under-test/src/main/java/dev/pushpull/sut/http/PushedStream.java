package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedListener;
import dev.pushpull.sut.feed.PublishedUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Sends a feed's newest update again and again, over whatever transport the subclass is for. At
 * most one message is on its way; what comes meanwhile waits as "there is something newer" and no
 * more, so a client that reads slowly costs one message of memory and skips versions, which are
 * counted. IO thread only.
 */
abstract class PushedStream implements FeedListener {

  private final Feed feed;
  private final Traffic traffic;

  /** The version sent last, or that the client held when it came; 0 for nothing. */
  private long version;

  private boolean sentBefore;

  private @Nullable PublishedUpdate onItsWay;
  private boolean busy;
  private boolean pumping;

  /**
   * Begins a stream.
   *
   * @param heldVersion what the client has already, 0 for nothing
   */
  PushedStream(Feed feed, Traffic traffic, long heldVersion) {
    this.feed = feed;
    this.traffic = traffic;
    this.version = heldVersion;
  }

  /** Begins to send; {@link #sent} or the stream's end must follow, now or later. */
  abstract void send(PublishedUpdate update);

  @Override
  public final void onUpdate() {
    pump();
  }

  /** Sends while there is something newer; a loop, since {@code send} may call back at once. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    while (!busy && feed.newest().version() > version) {
      PublishedUpdate next = feed.newest();
      busy = true;
      onItsWay = next;
      send(next);
    }
    pumping = false;
  }

  /** The message is handed to the socket to its end. */
  final void sent() {
    busy = false;
    PublishedUpdate update = onItsWay;
    if (update != null) {
      onItsWay = null;
      traffic.updateSent();
      if (sentBefore) {
        traffic.conflated(update.version() - version - 1);
      }
      sentBefore = true;
      version = update.version();
    }
    pump();
  }

  /** Whether the feed is stopped, so that nobody is to be kept awake. */
  final boolean isQuiet() {
    return feed.isQuiet();
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
  final void endSending() {
    busy = true;
    onItsWay = null;
  }
}
