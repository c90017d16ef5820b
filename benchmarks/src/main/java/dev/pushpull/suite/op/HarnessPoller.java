package dev.pushpull.suite.op;

import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A schedule for {@link HarnessCost} and the responses it receives: one in 64 takes longer than an
 * interval, half of them have news.
 */
public abstract class HarnessPoller {

  private static final int ANSWERS = 4_096; // a power of two
  private static final int SEED = 1;
  private static final long USUALLY_NANOS = 1_000_000;
  private static final long SLOW_NANOS = 150_000_000;

  private final Pace pace;
  private final long[] tripNanos = new long[ANSWERS];
  private final boolean[] fruitful = new boolean[ANSWERS];
  private PollSchedule schedule;
  private long dueNanos;
  private int answer;

  private HarnessPoller(String pace) {
    this.pace = Pace.parse(pace);
    this.schedule = Schedules.of(this.pace, 0, SEED);
  }

  /** Makes the responses, seeded. */
  @Setup(Level.Trial)
  public void draw() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ANSWERS; i++) {
      boolean slow = random.nextInt(64) == 0;
      tripNanos[i] = random.nextLong(1, USUALLY_NANOS) + (slow ? SLOW_NANOS : 0);
      fruitful[i] = random.nextBoolean();
    }
  }

  /** Starts at 0 again, so that no instant overflows. */
  @Setup(Level.Iteration)
  public void reset() {
    schedule = Schedules.of(pace, 0, SEED);
    dueNanos = schedule.firstNanos();
  }

  /** The next poll's instant, after the last response. */
  final long next() {
    int i = answer++ & (ANSWERS - 1);
    dueNanos = schedule.nextNanos(dueNanos + tripNanos[i], fruitful[i], PollSchedule.NO_HINT);
    return dueNanos;
  }

  /** At a fixed rate. */
  @State(Scope.Thread)
  public static class Fixed extends HarnessPoller {
    /** Each 100 ms. */
    public Fixed() {
      super("poll@100ms");
    }
  }

  /** With random gaps. */
  @State(Scope.Thread)
  public static class Jittered extends HarnessPoller {
    /** Each 100 ms ± 20 %. */
    public Jittered() {
      super("poll@100ms~20%");
    }
  }

  /** Decided by the responses. */
  @State(Scope.Thread)
  public static class Adaptive extends HarnessPoller {
    /** From 100 ms to 10 s. */
    public Adaptive() {
      super("adaptive@100ms..10s");
    }
  }
}
