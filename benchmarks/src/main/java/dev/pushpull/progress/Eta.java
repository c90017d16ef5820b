package dev.pushpull.progress;

import dev.pushpull.sut.clock.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which step of a run is at work, and when the run will be done: the steps' own estimates,
 * corrected by how long the finished ones took against theirs. Not safe for use by several threads.
 */
final class Eta {

  private final NanoClock clock;
  private final Deque<Step> waiting;
  private final int total;
  private int number;
  private @Nullable Step current;
  private long startedNanos;
  private long actualNanos;
  private long estimatedNanos;

  /**
   * Before the first step.
   *
   * @param done how many need no more work
   */
  Eta(List<Step> steps, int done, NanoClock clock) {
    this.clock = clock;
    this.waiting = new ArrayDeque<>(steps);
    this.total = done + steps.size();
    this.number = done;
  }

  void started(Step step) {
    waiting.remove(step);
    current = step;
    number++;
    startedNanos = clock.nanoTime();
  }

  /** The current step is over; how long it took. */
  Duration finished() {
    Duration took = elapsed();
    if (current != null) {
      actualNanos += took.toNanos();
      estimatedNanos += current.estimate().toNanos();
    }
    current = null;
    return took;
  }

  Duration remaining() {
    double nanos = ratio() * waiting.stream().mapToLong(step -> step.estimate().toNanos()).sum();
    if (current != null) {
      nanos += Math.max(0, ratio() * current.estimate().toNanos() - elapsed().toNanos());
    }
    return Duration.ofNanos(Math.round(nanos));
  }

  private Duration elapsed() {
    return current == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - startedNanos);
  }

  private double ratio() {
    return estimatedNanos == 0 ? 1 : (double) actualNanos / estimatedNanos;
  }

  /** A line with the current step's number before it, such as {@code [ 3/14]}. */
  String numbered(String line) {
    String all = Integer.toString(total);
    String blanks = " ".repeat(Math.max(0, all.length() - Integer.toString(number).length()));
    return "[%s%s/%s] %s".formatted(blanks, number, all, line);
  }
}
