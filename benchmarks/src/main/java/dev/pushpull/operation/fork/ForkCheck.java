package dev.pushpull.operation.fork;

import org.openjdk.jmh.infra.IterationParams;

/** Counts, beside a {@link Fixture}, whether a fork measured what it says. One thread. */
public interface ForkCheck {

  /** Before an iteration, after the first half of the floor. */
  default void begin() {}

  /** After an iteration of so many operations, before the second half of the floor. */
  void end(IterationParams iteration, long count);

  /**
   * After the fork.
   *
   * @throws OperationException if too much of it was something else
   */
  void check();
}
