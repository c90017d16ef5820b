package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.HistogramLog;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.simulate.CalibratedCosts;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What a measured run says of requests: how long its polls took, and what they cost.
 *
 * @param service drawn from its VALID trials of polls
 * @param costs of polls and messages
 * @param source the run's name, in words
 */
public record MeasuredRun(ServiceTimes service, UnitCosts costs, String source) {

  private static final String TAG = "requestLatencyUncorrected";

  /**
   * Reads a run's folder.
   *
   * @throws IOException if it is none that this version reads; the message says why
   * @throws IllegalArgumentException if it has no VALID trial of polls with its histograms
   */
  public static MeasuredRun read(Path folder) throws IOException {
    RunResults run = RunDirectory.read(folder);
    var times = new Histogram(3);
    for (TrialResult trial : run.trials()) {
      Path log = folder.resolve("trials").resolve(trial.id()).resolve(HistogramLog.FILE);
      if (isSoundPoll(trial) && Files.isRegularFile(log)) {
        HistogramLog.read(log, Set.of(TAG))
            .values()
            .forEach(slices -> slices.forEach(slice -> times.add(slice.histogram())));
      }
    }
    if (times.getTotalCount() == 0) {
      throw new IllegalArgumentException(
          ("run '%s' has no VALID trial of polls with its histograms, so it does not tell how long"
                  + " requests take; give --rtt instead")
              .formatted(folder));
    }
    return new MeasuredRun(
        ServiceTimes.of(times), CalibratedCosts.of(run), "measured in run " + run.runId());
  }

  private static boolean isSoundPoll(TrialResult trial) {
    return trial.validity().verdict() == Verdict.VALID
        && Strategy.parse(trial.strategy()) instanceof Strategy.Poll;
  }
}
