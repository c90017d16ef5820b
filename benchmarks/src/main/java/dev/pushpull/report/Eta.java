package dev.pushpull.report;

import dev.pushpull.sut.clock.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * When a run will be done: the steps' own estimates, corrected by how long the finished ones took
 * against theirs. Not safe for use by several threads.
 */
final class Eta {

  private final NanoClock clock;
  private final Deque<Step> waiting;
  private Optional<Step> current = Optional.empty();
  private long startedNanos;
  private long actualNanos;
  private long estimatedNanos;

  Eta(List<Step> steps, NanoClock clock) {
    this.clock = clock;
    this.waiting = new ArrayDeque<>(steps);
  }

  void started(Step step) {
    waiting.remove(step);
    current = Optional.of(step);
    startedNanos = clock.nanoTime();
  }

  /** The current step is over; how long it took. */
  Duration finished() {
    Duration took = elapsed();
    current.ifPresent(
        step -> {
          actualNanos += took.toNanos();
          estimatedNanos += step.estimate().toNanos();
        });
    current = Optional.empty();
    return took;
  }

  Duration remaining() {
    double nanos = ratio() * waiting.stream().mapToLong(step -> step.estimate().toNanos()).sum();
    if (current.isPresent()) {
      double whole = ratio() * current.get().estimate().toNanos();
      nanos += Math.max(0, whole - elapsed().toNanos());
    }
    return Duration.ofNanos(Math.round(nanos));
  }

  private Duration elapsed() {
    return current.isEmpty() ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - startedNanos);
  }

  private double ratio() {
    return estimatedNanos == 0 ? 1 : (double) actualNanos / estimatedNanos;
  }
}
