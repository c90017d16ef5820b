package dev.pushpull.trial.external;

import dev.pushpull.target.external.Published;
import dev.pushpull.target.external.Publisher;
import dev.pushpull.truth.Publish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Publishes the updates of one feed when they are due, one after the other: one that is not
 * answered yet delays the next, which shows as publisher lag. Started and stopped once.
 */
final class FeedPublisher {

  private final Publisher publisher;
  private final int feed;
  private final AtomicLong stamps;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Publish> publishes = new ArrayList<>(); // guarded by itself
  private Optional<String> failure = Optional.empty(); // guarded by publishes
  private volatile long nextDueNanos = Long.MIN_VALUE;
  private Optional<Thread> thread = Optional.empty();

  /**
   * Publishes nothing yet.
   *
   * @param stamps numbers that no other update of the trial has
   */
  FeedPublisher(Publisher publisher, int feed, AtomicLong stamps) {
    this.publisher = publisher;
    this.feed = feed;
    this.stamps = stamps;
  }

  /**
   * Publishes one update now, so that all hold one, and then when more are due.
   *
   * @param times when each is, one a call and rising; MAX_VALUE when none will come any more
   */
  void start(LongSupplier times) {
    thread = Optional.of(Thread.ofVirtual().name("publisher-" + feed).start(() -> run(times)));
  }

  private void run(LongSupplier times) {
    try {
      publish(System.nanoTime());
      for (long due = times.getAsLong(); due != Long.MAX_VALUE; due = times.getAsLong()) {
        nextDueNanos = due;
        if (stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
        publish(due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does so
    } finally {
      nextDueNanos = Long.MAX_VALUE;
    }
  }

  private void publish(long due) throws InterruptedException {
    long stamp = stamps.getAndIncrement();
    Published published = publisher.publish(feed, stamp);
    synchronized (publishes) {
      publishes.add(
          new Publish(
              stamp,
              due,
              published.sentNanos(),
              published.answeredNanos(),
              published.accepted(),
              published.id()));
      failure = failure.or(published::failure);
    }
  }

  /** Whether all that was due before an instant is published. */
  boolean isDone(long beforeNanos) {
    return nextDueNanos >= beforeNanos;
  }

  /** What was published so far. */
  List<Publish> publishes() {
    synchronized (publishes) {
      return List.copyOf(publishes);
    }
  }

  /** Why the first that failed did. */
  Optional<String> failure() {
    synchronized (publishes) {
      return failure;
    }
  }

  /** Publishes no more; returns when the last one is answered. */
  void stop() throws InterruptedException {
    stop.countDown();
    if (thread.isPresent()) {
      thread.get().join();
    }
  }
}
