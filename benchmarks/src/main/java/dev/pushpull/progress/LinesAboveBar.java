package dev.pushpull.progress;

import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * Draws a progress bar on a terminal, and prints lines above it that stay. Any thread may add a
 * line; only the bar's own thread draws, so that a line never lands within the bar.
 */
final class LinesAboveBar extends ConsoleProgressBarConsumer {

  private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();

  LinesAboveBar(PrintStream out) {
    super(out);
    this.out = out;
  }

  /** Prints a line when the bar is drawn the next time. */
  void add(String line) {
    waiting.add(line);
  }

  @Override
  public void accept(String bar) {
    for (String line = waiting.poll(); line != null; line = waiting.poll()) {
      out.print(TO_LINE_START_AND_CLEAR + line + "\n");
    }
    super.accept(bar);
  }
}
