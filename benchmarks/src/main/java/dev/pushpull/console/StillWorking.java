package dev.pushpull.console;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells a person who waits for a calculation that it goes on: nothing in its first seconds, then a
 * line that is drawn again and again on a terminal, and a plain line now and then elsewhere.
 */
public final class StillWorking implements AutoCloseable {

  private static final int QUIET_SECONDS = 3;
  private static final int LINE_SECONDS = 10;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<String> state;
  private final long begin = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("still-working").factory());
  private boolean told;

  private StillWorking(PrintStream out, boolean terminal, Supplier<String> state) {
    this.out = out;
    this.terminal = terminal;
    this.state = state;
  }

  /**
   * Begins, on standard error.
   *
   * @param state what is being done and how far it is; asked for from another thread
   */
  public static StillWorking on(Supplier<String> state) {
    boolean terminal = Terminal.progressLine();
    var working = new StillWorking(System.err, terminal, state);
    int every = terminal ? 1 : LINE_SECONDS;
    var _ =
        working.timer.scheduleAtFixedRate(working::tell, QUIET_SECONDS, every, TimeUnit.SECONDS);
    return working;
  }

  private synchronized void tell() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    String line = "%s, %s s so far".formatted(state.get(), seconds);
    told = true;
    if (terminal) {
      out.print(CLEAR + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** Nothing more is told, and a line that was drawn is wiped out. */
  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      if (told && terminal) {
        out.print(CLEAR);
        out.flush();
      }
    }
  }
}
