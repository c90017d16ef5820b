package dev.pushpull.sut.feed;

/** One listener's place in a feed; used only on the thread that it was made on. */
public final class Subscription {

  final FeedListener listener;
  private final ListenerGroup group;
  int index;

  Subscription(ListenerGroup group, FeedListener listener) {
    this.group = group;
    this.listener = listener;
  }

  /** Ends it; nothing is heard any more. Doing so again changes nothing. */
  public void cancel() {
    group.remove(this);
  }
}
