package dev.pushpull.progress;

import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;
import java.util.List;

/**
 * Tells a person how far a run is. Safe from any thread: a step's phases are heard of on another
 * thread than its start and end. Life: for each step {@link #started}, any {@link #phase}, {@link
 * #finished}; then {@link #close}.
 */
public interface Progress extends AutoCloseable {

  /** A step of those that are left begins. */
  void started(Step step);

  /** What the current step does now, such as {@code warm-up}. */
  void phase(String phase);

  /** The current step is over: prints its verdict and main figures at once. */
  void finished(StepEnd end);

  /** There will be no more progress. */
  @Override
  void close();

  /**
   * A progress bar below the lines on a terminal, plain lines elsewhere.
   *
   * @param what the steps are called together, such as {@code trials}
   * @param steps those that are still to run, in their order
   * @param done how many finished before, when a run is resumed
   */
  static Progress on(PrintStream out, boolean terminal, String what, List<Step> steps, int done) {
    return terminal
        ? new BarProgress(out, what, steps, done, NanoClock.SYSTEM)
        : new LineProgress(out, steps, done, NanoClock.SYSTEM);
  }
}
