package dev.pushpull.suite.op;

import dev.pushpull.client.ByteCounts;
import java.io.IOException;
import java.util.function.Supplier;

/** Something that is done over and over on connections of its own. One thread. */
interface Operation extends AutoCloseable {

  /**
   * Does it once, to its end.
   *
   * @return something that came of it, for JMH to sink
   */
  long once() throws IOException, InterruptedException;

  /** What must be done after each operation, and is timed in none. */
  default void settle() throws IOException {}

  @Override
  void close() throws IOException;

  /** Opens an operation; a floor is opened anew after a long rest. */
  @FunctionalInterface
  interface Opening {
    Operation open() throws IOException, InterruptedException;
  }

  /**
   * An operation with what it moves.
   *
   * @param bytes of its client's sockets so far
   */
  record Counted(Operation operation, Supplier<ByteCounts> bytes) {}
}
