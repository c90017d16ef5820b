package dev.pushpull.trial.chat;

import dev.pushpull.engine.thread.Worker;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Does something each time that it is due, on a thread of its own, whatever became of the times
 * before: an open loop.
 */
final class Paced {

  private final LongSupplier dueTimes;
  private final LongConsumer does;
  private final Worker worker;

  /**
   * Begins.
   *
   * @param name of its thread
   * @param dueTimes rising instants of {@code System.nanoTime()}; MAX_VALUE at the end
   * @param does is told when it was due
   */
  Paced(String name, LongSupplier dueTimes, LongConsumer does) {
    this.dueTimes = dueTimes;
    this.does = does;
    this.worker = Worker.start(name, this::run);
  }

  private void run(Worker self) throws InterruptedException {
    for (long due = dueTimes.getAsLong();
        due != Long.MAX_VALUE && self.sleepUntil(due);
        due = dueTimes.getAsLong()) {
      does.accept(due);
    }
  }

  /** Ends it; nothing is done any more when this returns true. */
  boolean end(long timeoutNanos) throws InterruptedException {
    worker.stop();
    return worker.awaitEnd(timeoutNanos);
  }
}
