package dev.pushpull.trial;

import dev.pushpull.client.MemberFleet;
import dev.pushpull.client.Worker;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Cuts members off at random: as a Poisson process, each time one of all. */
final class Cutter {

  private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double cutsPerSecond;
  private final Random random;
  private final MemberFleet members;
  private final int count;
  private final AtomicLong cuts = new AtomicLong();
  private final Worker worker;

  private Cutter(double cutsPerSecond, long seed, MemberFleet members, int count) {
    this.cutsPerSecond = cutsPerSecond;
    this.random = new Random(seed);
    this.members = members;
    this.count = count;
    this.worker = Worker.start("cutter", this::run);
  }

  /** Begins; with a rate of 0 it does nothing. */
  static Cutter begin(double cutsPerSecond, long seed, MemberFleet members, int count) {
    return new Cutter(cutsPerSecond, seed, members, count);
  }

  private void run(Worker self) throws InterruptedException {
    if (cutsPerSecond == 0) {
      return;
    }
    double next = System.nanoTime() + gapNanos();
    while (self.sleepUntil((long) next)) {
      if (members.cut(random.nextInt(count))) {
        cuts.incrementAndGet();
      }
      next += gapNanos();
    }
  }

  private double gapNanos() {
    return -Math.log1p(-random.nextDouble()) / cutsPerSecond * SECOND_NANOS;
  }

  /** Ends it; no one is cut off any more when this returns true. */
  boolean end(long timeoutNanos) throws InterruptedException {
    worker.stop();
    return worker.awaitEnd(timeoutNanos);
  }

  /** How many members had a connection cut off. */
  long cuts() {
    return cuts.get();
  }
}
