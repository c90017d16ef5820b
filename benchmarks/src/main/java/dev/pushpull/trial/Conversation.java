package dev.pushpull.trial;

import dev.pushpull.client.Worker;
import java.util.function.LongSupplier;

/**
 * The messages of one room, each sent when it is due by the member whose turn it is, whatever
 * became of those before: an open loop.
 */
final class Conversation {

  private final Turns<Speaker> turns;
  private final LongSupplier dueTimes;
  private final int payloadBytes;
  private final Worker worker;

  private Conversation(String name, Turns<Speaker> turns, LongSupplier dueTimes, int payloadBytes) {
    this.turns = turns;
    this.dueTimes = dueTimes;
    this.payloadBytes = payloadBytes;
    this.worker = Worker.start(name, this::run);
  }

  /**
   * Begins.
   *
   * @param name of its thread
   * @param dueTimes rising instants of {@code System.nanoTime()}; MAX_VALUE at the end
   */
  static Conversation begin(
      String name, Turns<Speaker> turns, LongSupplier dueTimes, int payloadBytes) {
    return new Conversation(name, turns, dueTimes, payloadBytes);
  }

  private void run(Worker self) throws InterruptedException {
    for (long due = dueTimes.getAsLong();
        due != Long.MAX_VALUE && self.sleepUntil(due);
        due = dueTimes.getAsLong()) {
      turns.next().say(due, payloadBytes);
    }
  }

  /** Ends it; nothing is sent any more when this returns true. */
  boolean end(long timeoutNanos) throws InterruptedException {
    worker.stop();
    return worker.awaitEnd(timeoutNanos);
  }
}
