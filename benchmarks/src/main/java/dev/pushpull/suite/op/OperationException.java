package dev.pushpull.suite.op;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;

/**
 * Why an operation cannot be measured, in one line for the user: an invalid parameter, an
 * unsupported combination, an unreachable server. It has no stack trace, since JMH would print it.
 */
public final class OperationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String PREFIX = "pushpull: ";
  private static final int MOST_CHARACTERS = 500;

  private OperationException(String line) {
    super(line, null, false, false);
  }

  /**
   * Prints the line for the parent process, and makes the exception that ends the fork.
   *
   * @param line what was expected and what came
   */
  public static OperationException told(String line) {
    String joined = line.replaceAll("\\s*\\R\\s*", "; ");
    String one = joined.substring(0, Math.min(joined.length(), MOST_CHARACTERS));
    System.out.println(PREFIX + one);
    return new OperationException(one);
  }

  /** The same for a failure, with its message. */
  public static OperationException told(String what, Exception failure) {
    String message = failure.getMessage();
    return told(what + ": " + (message == null ? withoutMessage(failure) : message));
  }

  private static String withoutMessage(Exception failure) {
    return switch (failure) {
      case ClosedChannelException _, EOFException _ -> "the connection was closed";
      case SocketTimeoutException _, TimeoutException _ -> "timeout";
      default -> "internal error; 'pushpull jmh --verbose' shows the cause";
    };
  }
}
