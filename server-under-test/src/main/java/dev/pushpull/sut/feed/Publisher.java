package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.wire.FeedSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the arrival processes want, and runs what else is due, on one thread. A late
 * update is published late, never skipped: what it was due is in the log beside when it became
 * visible.
 */
final class Publisher implements AutoCloseable {

  /** The thread's name, by which its CPU time is told apart. */
  static final String THREAD_NAME = "publisher";

  /**
   * The kernel wakes a sleeping thread about this much late (its timer slack), so the thread sleeps
   * this much less and watches the clock for the rest.
   */
  private static final long SPIN_NANOS = 50_000;

  /** Updates published in one go, so that who wants the lock need not wait for a busy publisher. */
  private static final int BATCH = 64;

  private static final long FOREVER_NANOS = Long.MAX_VALUE;

  private final NanoClock clock;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** The next update of each feed that has one, and tasks, the most urgent first; guarded. */
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.nanos - b.nanos));

  private final Thread thread;
  private volatile boolean closed;

  Publisher(NanoClock clock) {
    this.clock = clock;
    this.thread = Thread.ofPlatform().name(THREAD_NAME).daemon().unstarted(this::run);
    thread.start();
  }

  /** Begins the arrivals of feeds, all relative to one instant, leaving out those that it skips. */
  void start(Collection<Feed> feeds, long startNanos, long skipNanos) {
    change(
        () -> {
          for (Feed feed : feeds) {
            ArrivalTimes times = feed.spec().arrivals().times(feed.spec().seed());
            queueNext(feed, times, startNanos, skipNanos);
          }
        });
  }

  /**
   * Runs a task once, on the publisher's thread.
   *
   * @param task which must not block, and throws nothing
   */
  void at(long dueNanos, Runnable task) {
    change(() -> queue.add(new Due(dueNanos, null, task)));
  }

  /** Stops the arrivals of feeds for good; none is published there after this returns. */
  void stop(Collection<Feed> feeds) {
    var stopped = new HashSet<>(feeds);
    change(() -> queue.removeIf(due -> stopped.contains(due.feed)));
  }

  private void change(Runnable queueing) {
    lock.lock();
    try {
      queueing.run();
    } finally {
      lock.unlock();
    }
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      long waitNanos;
      lock.lock();
      try {
        waitNanos = publishDue();
      } finally {
        lock.unlock();
      }
      sleep(waitNanos);
    }
  }

  private void sleep(long nanos) {
    if (nanos == FOREVER_NANOS) {
      LockSupport.park(this);
    } else if (nanos > SPIN_NANOS) {
      LockSupport.parkNanos(this, nanos - SPIN_NANOS);
    } else if (nanos > 0) {
      Thread.onSpinWait();
    }
  }

  /** Publishes a batch at most of what is due; returns how long nothing will be. */
  private long publishDue() {
    for (int i = 0; i < BATCH; i++) {
      Due next = queue.peek();
      if (next == null) {
        return FOREVER_NANOS;
      }
      long waitNanos = next.nanos - clock.nanoTime();
      if (waitNanos > 0) {
        return waitNanos;
      }
      queue.remove();
      next.event.run();
    }
    return 0;
  }

  /** Ends the thread; what is due is not published any more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** Queues a feed's next update, if there is one. */
  private void queueNext(Feed feed, ArrivalTimes times, long startNanos, long skipNanos) {
    long offsetNanos = times.nextNanos();
    while (offsetNanos < skipNanos) {
      offsetNanos = times.nextNanos();
    }
    if (offsetNanos != ArrivalTimes.NEVER) {
      long dueNanos = startNanos + offsetNanos - skipNanos;
      Runnable event =
          () -> {
            if (publish(feed, dueNanos)) {
              queueNext(feed, times, startNanos, skipNanos);
            }
          };
      queue.add(new Due(dueNanos, feed, event));
    }
  }

  /** False when the feed takes no update any more. */
  private static boolean publish(Feed feed, long dueNanos) {
    FeedSpec spec = feed.spec();
    long version = feed.newest().version() + 1;
    String payload = Payloads.make(spec.seed(), version, spec.payloadBytes());
    return feed.publish(payload, dueNanos) instanceof Publication.Published;
  }

  /**
   * What is to happen at an instant, on the publisher's thread with the lock.
   *
   * @param feed whose update it is; null for a task
   */
  private record Due(long nanos, @Nullable Feed feed, Runnable event) {}
}
