package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.simulate.calibrate.MeasuredTimes;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a measured run says: how long its polls and deliveries took, and what they cost.
 *
 * @param service drawn from its VALID trials
 * @param costs of polls and messages
 * @param source the run's name, in words
 */
public record MeasuredRun(ServiceTimes service, UnitCosts costs, String source) {

  /**
   * Reads a run's folder.
   *
   * @throws IOException if it is none that this version reads, is simulated, or has no VALID trial
   *     of polls with its histograms; the message says why
   */
  public static MeasuredRun read(Path folder) throws IOException {
    RunResults run = RunDirectory.read(folder);
    try {
      ServiceTimes service = MeasuredTimes.of(folder, run).service();
      return new MeasuredRun(service, CalibratedCosts.of(run), "measured in run " + run.runId());
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }
}
