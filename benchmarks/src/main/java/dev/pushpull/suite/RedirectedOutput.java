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

  RedirectedOutput(ForkOutput target) {
    var stream = new PrintStream(new ToLines(target), true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
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
