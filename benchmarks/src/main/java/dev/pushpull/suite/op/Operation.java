package dev.pushpull.suite.op;

import dev.pushpull.client.ByteCounts;
import java.io.IOException;
import java.util.function.Supplier;

/** Something that is repeated on its own connections. One thread. */
interface Operation extends AutoCloseable {

  /**
   * Runs it once, completely.
   *
   * @return a result for JMH's black hole
   */
  long once() throws IOException, InterruptedException;

  /** Work after each operation that is not timed. */
  default void settle() throws IOException {}

  @Override
  void close() throws IOException;

  /** Opens an operation; a floor is opened again after a long rest. */
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
