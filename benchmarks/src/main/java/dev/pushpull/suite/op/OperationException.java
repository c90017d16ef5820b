package dev.pushpull.suite.op;

import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;

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
}
