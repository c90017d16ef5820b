package dev.pushpull.simulate.calibrate;

import static dev.pushpull.result.FigureGroup.FRESHNESS;
import static dev.pushpull.result.FigureGroup.REQUEST_LATENCY;

import dev.pushpull.measure.Histograms;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.HistogramLog;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.StrategyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * How long requests and deliveries took in a measured run's trials where that is VALID: the round
 * trips of polls, from the actual send to the answer, and the delivery latency of pushes. A kind
 * that the run lacks takes the round trips of all its polls.
 *
 * @param measured by kind, in ns
 */
public record MeasuredTimes(Map<StrategyKind, Histogram> measured) {

  /** From the actual send. */
  static final String FROM_SEND = "requestLatencyUncorrected";

  /** From when it was due, so that the client's own lateness is in it. */
  static final String FROM_DUE = "requestLatencyCorrected";

  private static final String DELIVERY = "deliveryLatency";

  /**
   * Reads a run's.
   *
   * @param folder where the run lies
   * @throws IOException if it is simulated, has no VALID polling trial, or a histogram log cannot
   *     be read
   */
  public static MeasuredTimes of(Path folder, RunResults run) throws IOException {
    if (run.inVirtualTime()) {
      throw new IOException("run '%s' is simulated: no round trip was measured".formatted(folder));
    }
    var measured = new EnumMap<StrategyKind, Histogram>(StrategyKind.class);
    for (TrialResult trial : run.trials()) {
      var kind = ServiceTimes.kind(StrategyName.parse(trial.name())).orElse(null);
      if (kind != null
          && trial.validity().verdict(kind.isPoll() ? REQUEST_LATENCY : FRESHNESS) == Verdict.VALID
          && Files.exists(log(folder, trial.id()))) {
        Histogram nanos = of(folder, trial.id(), kind.isPoll() ? FROM_SEND : DELIVERY);
        measured.computeIfAbsent(kind, _ -> Histograms.create()).add(nanos);
      }
    }
    measured.values().removeIf(nanos -> nanos.getTotalCount() == 0);
    var found = new MeasuredTimes(measured);
    if (found.polls().getTotalCount() == 0) {
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
  public static Histogram of(Path folder, String trialId, String metric) throws IOException {
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

  /** How long the requests of each strategy take. */
  public ServiceTimes service() {
    return ServiceTimes.of(polls()).with(measured, ServiceTimes::of);
  }

  /** Round trips of all polls, in ns. */
  Histogram polls() {
    Histogram all = Histograms.create();
    for (var entry : measured.entrySet()) {
      if (entry.getKey().isPoll()) {
        all.add(entry.getValue());
      }
    }
    return all;
  }
}
