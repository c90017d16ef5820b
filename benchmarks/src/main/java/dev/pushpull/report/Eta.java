package dev.pushpull.report;

import dev.pushpull.plan.Plan;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When a plan will be done: its own estimates, corrected by how long the finished trials took
 * against theirs. Not safe for use by several threads.
 */
final class Eta {

  private final NanoClock clock;
  private final Deque<TrialSpec> waiting;
  private Optional<TrialSpec> current = Optional.empty();
  private long startedNanos;
  private long actualNanos;
  private long estimatedNanos;

  Eta(Plan plan, NanoClock clock) {
    this.clock = clock;
    this.waiting = new ArrayDeque<>(plan.trials());
  }

  void started(TrialSpec trial) {
    waiting.remove(trial);
    current = Optional.of(trial);
    startedNanos = clock.nanoTime();
  }

  /** The current trial is over; how long it took. */
  Duration finished() {
    Duration took = elapsed();
    current.ifPresent(
        trial -> {
          actualNanos += took.toNanos();
          estimatedNanos += Plan.estimate(trial).toNanos();
        });
    current = Optional.empty();
    return took;
  }

  Duration remaining() {
    double nanos = ratio() * waiting.stream().mapToLong(t -> Plan.estimate(t).toNanos()).sum();
    if (current.isPresent()) {
      double whole = ratio() * Plan.estimate(current.get()).toNanos();
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
