package dev.pushpull.suite;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands over what is written to it as whole lines, without their ends. Safe from any thread. */
final class LineStream extends OutputStream {

  private final Consumer<String> lines;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  private LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * A stream to print to, whose last line ends when it is closed.
   *
   * @param lines hears each line that is not empty
   */
  static PrintStream to(Consumer<String> lines) {
    return new PrintStream(new LineStream(lines), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      close();
    } else {
      pending.write(b);
    }
  }

  @Override
  public synchronized void close() {
    if (pending.size() > 0) {
      lines.accept(pending.toString(StandardCharsets.UTF_8));
      pending.reset();
    }
  }
}
