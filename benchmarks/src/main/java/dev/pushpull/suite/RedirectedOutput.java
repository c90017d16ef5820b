package dev.pushpull.suite;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and error of this JVM go elsewhere until this is closed. JMH prints what a fork
 * prints straight to them, beside the output format that it was given.
 */
final class RedirectedOutput implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  private RedirectedOutput(PrintStream newOut, PrintStream newErr) {
    System.setOut(newOut);
    System.setErr(newErr);
  }

  /** Both go to one target. */
  static RedirectedOutput both(ForkOutput target) {
    PrintStream stream = stream(target);
    return new RedirectedOutput(stream, stream);
  }

  /** Standard output goes to a target; standard error stays. */
  static RedirectedOutput ofOut(ForkOutput target) {
    return new RedirectedOutput(stream(target), System.err);
  }

  private static PrintStream stream(ForkOutput target) {
    return new PrintStream(new ToLines(target), true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private static final class ToLines extends OutputStream {
    private final ForkOutput target;

    ToLines(ForkOutput target) {
      this.target = target;
    }

    @Override
    public void write(int b) {
      target.write(b);
    }
  }
}
