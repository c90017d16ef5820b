package dev.pushpull.result;

import dev.pushpull.spec.TrialSpec;

/**
 * What a trial was about.
 *
 * @param id the trial's folder below {@code trials/}
 * @param strategy such as {@code poll@500ms}
 * @param repeat which repeat of (strategy, workload), from 1
 * @param seed the run's seed
 * @param arrivalsDigest CRC-32 in hex over the arrivals that were due in the windows, relative to
 *     the feeds' start: equal for all strategies of a repeat
 * @param windowSeconds the windows' lengths added
 * @param windows how many
 */
public record TrialFacts(
    String id,
    String strategy,
    int repeat,
    long seed,
    String arrivalsDigest,
    WorkloadInfo workload,
    double windowSeconds,
    int windows) {

  /** Of a trial, as far as its spec says. */
  public static TrialFacts of(
      TrialSpec spec, String arrivalsDigest, double windowSeconds, int windows) {
    return new TrialFacts(
        spec.id(),
        spec.strategy().toString(),
        spec.repeat(),
        spec.seed(),
        arrivalsDigest,
        WorkloadInfo.of(spec.workload()),
        windowSeconds,
        windows);
  }
}
