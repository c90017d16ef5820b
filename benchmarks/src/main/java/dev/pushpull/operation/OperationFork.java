package dev.pushpull.operation;

import java.time.Duration;

/**
 * One JVM that measures an operation.
 *
 * @param operation what it measures
 * @param number from 1 to the operation's forks
 */
public record OperationFork(OperationSpec operation, int number) {

  /** The JVM of a client, its server's where it needs one, and what JMH asks of them before. */
  private static final Duration LAUNCH = Duration.ofMillis(1_500);

  /** The floor is measured before and after each iteration. */
  private static final Duration FLOOR_BESIDE = Duration.ofMillis(250);

  private static final Duration BURN_IN = Duration.ofSeconds(2);

  private static final Duration CONNECT_EACH = Duration.ofNanos(300_000);

  /**
   * How long it takes, as far as that can be known before: the time of its iterations, also where
   * one iteration is one operation, so that a suite says there what it expects.
   */
  public Duration estimate() {
    Iterations warmup = operation.warmup();
    Iterations measurement = operation.measurement();
    Duration iterations =
        warmup
            .time()
            .multipliedBy(warmup.count())
            .plus(measurement.time().multipliedBy(measurement.count()));
    return LAUNCH.plus(iterations).plus(beside(warmup.count() + measurement.count()));
  }

  /** What the benchmark's class does beside its iterations. */
  private Duration beside(int iterations) {
    return switch (operation.className()) {
      case "RoundTrip" -> FLOOR_BESIDE.multipliedBy(iterations);
      case "FanOut" -> BURN_IN.plus(CONNECT_EACH.multipliedBy(operation.receivers()));
      default -> Duration.ZERO;
    };
  }
}
