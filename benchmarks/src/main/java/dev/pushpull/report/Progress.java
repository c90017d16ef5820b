package dev.pushpull.report;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.sut.clock.NanoClock;
import java.io.PrintStream;

/**
 * Tells a person how far a run is. Safe from any thread: a trial's phases are heard of on another
 * thread than its start and end. Life: for each trial {@link #started}, any {@link #phase}, {@link
 * #finished}; then {@link #close}.
 */
public interface Progress extends AutoCloseable {

  /** A trial of the plan begins. */
  void started(TrialSpec trial);

  /** What the current trial does now, such as {@code warm-up}. */
  void phase(String phase);

  /** The current trial is over. */
  void finished(TrialResult result);

  /** Nothing more will be told. */
  @Override
  void close();

  /**
   * One line that is drawn again and again on a terminal, plain lines elsewhere.
   *
   * @param plan the trials that are still to run
   * @param done how many finished before, when a run is resumed
   */
  static Progress on(PrintStream out, boolean terminal, Plan plan, int done) {
    return terminal
        ? new BarProgress(out, plan, done, NanoClock.SYSTEM)
        : new LineProgress(out, plan, done, NanoClock.SYSTEM);
  }
}
