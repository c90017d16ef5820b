package dev.pushpull.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something as long as the server lives. */
@FunctionalInterface
public interface Awaiter {

  /**
   * Waits until something is so.
   *
   * @return false if it was not in time
   * @throws IOException if the server has ended
   */
  boolean until(BooleanSupplier isSo, long deadlineNanos) throws IOException, InterruptedException;

  /** The same for so long from now. */
  default boolean until(BooleanSupplier isSo, Duration most)
      throws IOException, InterruptedException {
    return until(isSo, System.nanoTime() + most.toNanos());
  }
}
