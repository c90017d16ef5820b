package dev.pushpull.operation.transfer;

import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.suite.op.Delivery;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the subscriber of {@link Delivery} has seen; other threads can wait for it here. All state
 * is guarded by this.
 */
public final class DeliveryObserver implements SubscriberListener {

  private long held;
  private long heldSinceNanos;
  private long skipped;
  private long polls;
  private long pollNanos;
  private String failure = "";

  @Override
  public synchronized void onUpdate(Update update, long observedNanos) {
    if (update.version() > held) {
      skipped += held == 0 ? 0 : update.version() - held - 1;
      held = update.version();
      heldSinceNanos = observedNanos;
      notifyAll();
    }
  }

  @Override
  public synchronized void onExchange(Exchange exchange) {
    if (exchange.kind() == Exchange.Kind.POLL) {
      polls++;
      pollNanos += exchange.completedNanos() - exchange.startedNanos();
      notifyAll();
    }
  }

  @Override
  public void onReconnect() {
    onFailure("the connection was lost");
  }

  @Override
  public synchronized void onFailure(String what) {
    failure = failure.isEmpty() ? what : failure;
    notifyAll();
  }

  /**
   * Waits until a version is held.
   *
   * @return when it was seen, on {@code System.nanoTime()}
   * @throws IOException if something failed before, or it took too long
   */
  synchronized long awaitVersion(long version, long mostNanos)
      throws IOException, InterruptedException {
    await(() -> held >= version, mostNanos, "version " + version + " was not seen");
    return heldSinceNanos;
  }

  /** Waits until a scheduled poll was answered. */
  synchronized void awaitPoll(long mostNanos) throws IOException, InterruptedException {
    await(() -> polls > 0, mostNanos, "no poll was answered");
  }

  private void await(BooleanSupplier reached, long mostNanos, String otherwise)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + mostNanos;
    while (!reached.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
      if (left <= 0) {
        throw new IOException(
            otherwise + " within " + TimeUnit.NANOSECONDS.toMillis(mostNanos) + " ms");
      }
      wait(1 + TimeUnit.NANOSECONDS.toMillis(left));
    }
  }

  /** The mean latency of the scheduled polls so far, in ns; NaN before the first. */
  synchronized double meanPollNanos() {
    return (double) pollNanos / polls;
  }

  /** The version held. */
  public synchronized long held() {
    return held;
  }

  /** How many versions were coalesced. */
  public synchronized long skipped() {
    return skipped;
  }
}
