package dev.pushpull.operation.fork;

import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;

/**
 * Why an operation cannot be measured, in one line for the user: an invalid parameter, an
 * unsupported combination, an unreachable server. It has no stack trace, since JMH would print it.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String PREFIX = "pushpull: ";

  private OperationException(String line) {
    super(line, null, false, false);
  }

  /**
   * Prints the line for the parent process, and makes the exception that ends the fork.
   *
   * @param line what was expected and what came
   */
  public static OperationException told(String line) {
    String one = Printable.brief(line.replaceAll("\\s*\\R\\s*", "; "));
    System.out.println(PREFIX + one);
    return new OperationException(one);
  }

  /** The same for a failure, with its message. */
  public static OperationException told(String what, Exception failure) {
    return told(what + ": " + Reason.of(failure));
  }

  /**
   * The exception that ends the fork by a failure: one that is unchecked already is not told again,
   * and JMH interrupts an iteration that exceeds its timeout.
   *
   * @param what failed
   */
  public static RuntimeException of(String what, Exception failure) {
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      return told("an iteration exceeded JMH's timeout");
    }
    return told(what, failure);
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  /** Something with a result that may fail. */
  @FunctionalInterface
  public interface Reading<T> {
    /** The result. */
    T get() throws IOException, InterruptedException;
  }

  /** The result; a failure ends the fork, told with what failed. */
  public static <T> T orTold(String what, Reading<T> reading) {
    try {
      return reading.get();
    } catch (IOException | InterruptedException e) {
      throw of(what, e);
    }
  }
}
