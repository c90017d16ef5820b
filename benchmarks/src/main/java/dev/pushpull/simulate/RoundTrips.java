package dev.pushpull.simulate;

import dev.pushpull.measure.Histograms;
import dev.pushpull.result.HistogramLog;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * The round trips of a measured run's VALID polling trials, from the actual send to the answer: by
 * whether the polls were conditional, and all together for strategies of neither kind.
 */
public final class RoundTrips {

  /** From the actual send. */
  static final String FROM_SEND = "requestLatencyUncorrected";

  /** From when it was due, so that the client's own lateness is in it. */
  static final String FROM_DUE = "requestLatencyCorrected";

  private final Map<Boolean, Histogram> byConditional = new LinkedHashMap<>();

  private RoundTrips() {}

  /**
   * Reads a run's.
   *
   * @param folder where the run lies
   * @throws IOException if it is simulated, has no VALID polling trial, or a histogram log cannot
   *     be read
   */
  public static RoundTrips of(Path folder, RunResults run) throws IOException {
    if (run.inVirtualTime()) {
      throw new IOException("run '%s' is simulated: no round trip was measured".formatted(folder));
    }
    var found = new RoundTrips();
    for (TrialResult trial : run.trials()) {
      if (trial.validity().verdict() == Verdict.VALID
          && Strategy.parse(trial.strategy()) instanceof Strategy.Poll poll
          && Files.exists(log(folder, trial.id()))) {
        found
            .byConditional
            .computeIfAbsent(poll.conditional(), _ -> Histograms.create())
            .add(of(folder, trial.id(), FROM_SEND));
      }
    }
    if (found.all().getTotalCount() == 0) {
      throw new IOException(
          ("run '%s' has no VALID polling trial whose folder is kept, so that it does not tell how"
                  + " long requests take")
              .formatted(folder));
    }
    return found;
  }

  /**
   * Those of one trial.
   *
   * @throws IOException if its histogram log cannot be read
   */
  static Histogram of(Path folder, String trialId, String metric) throws IOException {
    Histogram merged = Histograms.create();
    HistogramLog.read(log(folder, trialId), Set.of(metric))
        .getOrDefault(metric, List.of())
        .forEach(slice -> merged.add(slice.histogram()));
    return merged;
  }

  /** A trial's histogram log, which a run that was tidied up may lack. */
  static Path log(Path folder, String trialId) {
    return folder.resolve("trials").resolve(trialId).resolve(HistogramLog.FILE);
  }

  /** How long the requests of a strategy take. */
  public ServiceTimes of(Strategy strategy) {
    Histogram own =
        strategy instanceof Strategy.Poll poll ? byConditional.get(poll.conditional()) : null;
    return ServiceTimes.of(own == null || own.getTotalCount() == 0 ? all() : own);
  }

  private Histogram all() {
    Histogram all = Histograms.create();
    byConditional.values().forEach(all::add);
    return all;
  }
}
