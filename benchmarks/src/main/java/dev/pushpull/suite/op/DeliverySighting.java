package dev.pushpull.suite.op;

import dev.pushpull.client.Exchange;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the subscriber of {@link Delivery} has seen; other threads can wait for it here. */
final class DeliverySighting implements SubscriberListener {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private long held;
  private long heldSinceNanos;
  private long skipped;
  private long polls;
  private long pollNanos;
  private String failure = "";

  /** A condition to wait for. */
  private interface Reached {
    boolean now();
  }

  @Override
  public void onUpdate(Update update, long observedNanos) {
    change(
        () -> {
          if (update.version() > held) {
            skipped += held == 0 ? 0 : update.version() - held - 1;
            held = update.version();
            heldSinceNanos = observedNanos;
          }
        });
  }

  @Override
  public void onExchange(Exchange exchange) {
    if (exchange.kind() == Exchange.Kind.POLL) {
      change(
          () -> {
            polls++;
            pollNanos += exchange.completedNanos() - exchange.startedNanos();
          });
    }
  }

  @Override
  public void onConnectionOpened() {}

  @Override
  public void onReconnect() {
    onFailure("the connection was lost");
  }

  @Override
  public void onFailure(String what) {
    change(() -> failure = failure.isEmpty() ? what : failure);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a version is held.
   *
   * @return when it was seen, on {@code System.nanoTime()}
   * @throws IOException if something failed before, or it took too long
   */
  long awaitVersion(long version, long mostNanos) throws IOException, InterruptedException {
    lock.lock();
    try {
      await(() -> held >= version, mostNanos, "version " + version + " was not seen");
      return heldSinceNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a scheduled poll was answered. */
  void awaitPoll(long mostNanos) throws IOException, InterruptedException {
    lock.lock();
    try {
      await(() -> polls > 0, mostNanos, "no poll was answered");
    } finally {
      lock.unlock();
    }
  }

  private void await(Reached reached, long mostNanos, String otherwise)
      throws IOException, InterruptedException {
    long left = mostNanos;
    while (!reached.now()) {
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
      if (left <= 0) {
        throw new IOException(
            otherwise + " within " + TimeUnit.NANOSECONDS.toMillis(mostNanos) + " ms");
      }
      left = changed.awaitNanos(left);
    }
  }

  /** The mean latency of the scheduled polls so far, in ns; NaN before the first. */
  double meanPollNanos() {
    lock.lock();
    try {
      return (double) pollNanos / polls;
    } finally {
      lock.unlock();
    }
  }

  /** The version held. */
  long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** How many versions were coalesced. */
  long skipped() {
    lock.lock();
    try {
      return skipped;
    } finally {
      lock.unlock();
    }
  }
}
