package dev.pushpull.spec;

import java.util.Optional;

/**
 * One fork, wholly determined: what the sweep hands to it.
 *
 * @param id the trial's name in its run, such as {@code 001}
 * @param strategy how its subscribers listen
 * @param workload what they listen to
 * @param timing how long
 * @param repeat which repeat of (strategy, workload), from 1
 * @param seed the run's seed; arrivals derive from (seed, repeat, feed)
 * @param server a server that already runs; empty: start one
 * @param setup what comes before anything is measured
 */
public record TrialSpec(
    String id,
    Strategy strategy,
    Workload workload,
    Timing timing,
    int repeat,
    long seed,
    Optional<ServerAddress> server,
    Setup setup) {

  /** What its row is called in the table of its workload. */
  public String name() {
    return StrategyName.of(strategy.toString(), workload.engine().toString());
  }

  /**
   * What the server announces as {@code max-age}, so that only {@code hinted} strategies see other
   * bytes; 0 for nothing.
   */
  public int hintSeconds() {
    boolean hinted = strategy instanceof Strategy.Poll poll && poll.pace().isHinted();
    return hinted ? workload.hintSeconds() : 0;
  }
}
