package dev.pushpull.suite.op;

import dev.pushpull.operation.fork.OperationParams;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Pace;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A schedule for {@link HarnessCost} and the responses it receives: one in 64 takes longer than an
 * interval, half of them have news.
 */
@State(Scope.Thread)
public class HarnessPoller {

  private static final int ANSWERS = 4_096; // a power of two
  private static final int SEED = 1;
  private static final long USUALLY_NANOS = 1_000_000;
  private static final long SLOW_NANOS = 150_000_000;

  private final long[] tripNanos = new long[ANSWERS];
  private final boolean[] changed = new boolean[ANSWERS];
  private Pace pace = Pace.parse("poll@100ms");
  private PollSchedule schedule = Schedules.of(pace, 0, SEED);
  private long dueNanos;
  private int answer;

  /** Takes the pace of the benchmark's method, and makes the responses. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) {
    open(pace(OperationParams.method(benchmark)));
  }

  private static Pace pace(String method) {
    return Pace.parse(
        switch (method) {
          case "nextPollFixed" -> "poll@100ms";
          case "nextPollJittered" -> "poll@100ms~20%";
          case "nextPollAdaptive" -> "adaptive@100ms..10s";
          default -> throw new IllegalArgumentException("unknown schedule '" + method + "'");
        });
  }

  /** The same, without JMH; the responses are seeded. */
  final void open(Pace own) {
    pace = own;
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < ANSWERS; i++) {
      boolean slow = random.nextInt(64) == 0;
      tripNanos[i] = random.nextLong(1, USUALLY_NANOS) + (slow ? SLOW_NANOS : 0);
      changed[i] = random.nextBoolean();
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
    dueNanos = schedule.nextNanos(dueNanos + tripNanos[i], changed[i], PollSchedule.NO_HINT);
    return dueNanos;
  }
}
