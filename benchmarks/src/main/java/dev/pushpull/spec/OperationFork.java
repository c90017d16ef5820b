package dev.pushpull.spec;

import dev.pushpull.spec.OperationSpec.Iterations;
import java.time.Duration;
import java.util.List;

/**
 * One JVM that measures an operation.
 *
 * @param operation what it measures
 * @param number from 1 to the operation's forks
 */
public record OperationFork(OperationSpec operation, int number) {

  /** Start of the client's JVM, of its server's if it needs one, and of JMH. */
  private static final Duration LAUNCH = Duration.ofMillis(1_500);

  /** The floor is measured before and after each iteration. */
  private static final Duration FLOOR_BESIDE = Duration.ofMillis(250);

  /** A fan-out burns in with a few receivers for one second, then with all for two. */
  private static final Duration FAN_OUT_BURN_IN = Duration.ofSeconds(3);

  private static final Duration DELIVERY_BURN_IN = Duration.ofMillis(1_500);

  private static final Duration CONNECT_EACH = Duration.ofNanos(300_000);

  /** The connections that each iteration upgrades, each opened by its own client. */
  private static final Duration OPEN_BATCH = Duration.ofMillis(64);

  /** Three servers, and 400 handshakes of each of five kinds, at a run's end. */
  private static final Duration HANDSHAKES = Duration.ofSeconds(5);

  /**
   * How long forks take, one after the other, and the handshakes that are recorded after them if
   * one of them connects.
   */
  public static Duration estimate(List<OperationFork> forks) {
    boolean connects = forks.stream().anyMatch(f -> f.operation().className().equals("Connect"));
    return forks.stream()
        .map(OperationFork::estimate)
        .reduce(connects ? HANDSHAKES : Duration.ZERO, Duration::plus);
  }

  /**
   * Estimated duration: the time of its iterations. Where one iteration is one operation, a suite
   * gives the expected time there.
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

  /** What the benchmark's class does in addition to its iterations. */
  private Duration beside(int iterations) {
    return switch (operation.className()) {
      case "RoundTrip", "Connect" ->
          operation.hasFloor() ? FLOOR_BESIDE.multipliedBy(iterations) : opened(iterations);
      case "FanOut" -> FAN_OUT_BURN_IN.plus(CONNECT_EACH.multipliedBy(operation.receivers()));
      case "Delivery" -> DELIVERY_BURN_IN;
      default -> Duration.ZERO;
    };
  }

  private Duration opened(int iterations) {
    return operation.isUpgrade() ? OPEN_BATCH.multipliedBy(iterations) : Duration.ZERO;
  }
}
