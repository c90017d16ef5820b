package dev.pushpull.suite;

import java.io.PrintStream;

/**
 * Standard output and error of this JVM go elsewhere until this is closed. JMH prints what a fork
 * prints straight to them, beside the output format that it was given.
 */
final class RedirectedOutput implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  RedirectedOutput(PrintStream newOut, PrintStream newErr) {
    System.setOut(newOut);
    System.setErr(newErr);
  }

  /** Standard output goes elsewhere; standard error stays. */
  static RedirectedOutput ofOut(PrintStream newOut) {
    return new RedirectedOutput(newOut, System.err);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
