package dev.pushpull.sut.feed;

import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A feed's listeners on one thread. The publisher wakes that thread at most once for all of them,
 * and not at all while a wake-up is still to be handled; the thread does the sending, so that the
 * publisher's CPU time is that of publishing alone.
 */
final class ListenerGroup {

  private final Executor thread;

  /** True from the publisher's wake-up until the thread begins to handle it. */
  private final AtomicBoolean signalled = new AtomicBoolean();

  /** Touched by the group's thread only; each subscription knows its index. */
  private final ArrayList<Subscription> subscriptions = new ArrayList<>();

  /** Size of the list, for the publisher; written by the group's thread only. */
  private volatile int count;

  ListenerGroup(Executor thread) {
    this.thread = thread;
  }

  Subscription add(FeedListener listener) {
    var subscription = new Subscription(this, listener);
    subscription.index = subscriptions.size();
    subscriptions.add(subscription);
    count = subscriptions.size();
    return subscription;
  }

  /** Moves the last one into the gap, which {@link #each} allows for by walking downwards. */
  void remove(Subscription subscription) {
    int gap = subscription.index;
    if (gap < 0) {
      return;
    }
    subscription.index = -1;
    Subscription last = subscriptions.removeLast();
    if (last != subscription) {
      subscriptions.set(gap, last);
      last.index = gap;
    }
    count = subscriptions.size();
  }

  int count() {
    return count;
  }

  /** Called by a publisher, after the update has become visible. */
  void signal() {
    if (count > 0 && signalled.compareAndSet(false, true)) {
      run(this::update);
    }
  }

  private void update() {
    signalled.set(false);
    each(FeedListener::onUpdate);
  }

  /** Tells each listener, on the group's thread, and runs {@code then}, even if that has ended. */
  void tell(Consumer<FeedListener> message, Runnable then) {
    boolean accepted =
        run(
            () -> {
              each(message);
              then.run();
            });
    if (!accepted) {
      then.run();
    }
  }

  private void each(Consumer<FeedListener> message) {
    for (int i = subscriptions.size() - 1; i >= 0; i--) {
      if (i < subscriptions.size()) {
        message.accept(subscriptions.get(i).listener);
      }
    }
  }

  private boolean run(Runnable task) {
    try {
      thread.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // The thread has ended and its connections with it.
    }
  }
}
