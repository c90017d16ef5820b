package dev.pushpull.compare;

import dev.pushpull.result.RunResults;
import java.util.List;
import java.util.Optional;

/**
 * Two engines whose clients did the same.
 *
 * @param base as the base run's workloads name it, such as {@code okhttp}
 * @param candidate as the candidate's do
 */
public record EnginePair(String base, String candidate) {

  /** Of two runs; empty unless each has one engine alone, and not the same. */
  static Optional<EnginePair> of(RunResults base, RunResults candidate) {
    List<String> ofBase = engines(base);
    List<String> ofCandidate = engines(candidate);
    return ofBase.size() != 1 || ofCandidate.size() != 1 || ofBase.equals(ofCandidate)
        ? Optional.empty()
        : Optional.of(new EnginePair(ofBase.getFirst(), ofCandidate.getFirst()));
  }

  private static List<String> engines(RunResults run) {
    return run.trials().stream().map(trial -> trial.workload().engineName()).distinct().toList();
  }
}
