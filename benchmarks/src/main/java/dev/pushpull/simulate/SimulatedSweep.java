package dev.pushpull.simulate;

import dev.pushpull.measure.HistogramFiles;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.plan.Plan;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.HistogramLog;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * A plan's trials in virtual time, stored as a real sweep stores its own.
 *
 * @param service how long the requests of a strategy take
 * @param costs what they and messages cost
 */
public record SimulatedSweep(
    Function<Strategy, ServiceTimes> service, Function<Strategy, UnitCosts> costs) {

  /** Simulates and stores one trial after the other. */
  public void run(Plan plan, RunDirectory directory) throws IOException {
    for (TrialSpec trial : plan.trials()) {
      Path folder = directory.begin(trial.id());
      Files.writeString(folder.resolve("trial.json"), SpecJson.write(trial));
      var spec = SimulationSpec.of(trial, service.apply(trial.strategy()));
      SimulatedTrial simulated = Simulator.run(spec);
      writeFiles(folder, simulated);
      TrialResult result = simulated.result(costs.apply(trial.strategy()), trial.id());
      directory.finishTrial(result);
    }
  }

  /**
   * What lies beside the result: all windows as one, without what is equal or 0 in virtual time.
   */
  private static void writeFiles(Path folder, SimulatedTrial trial) throws IOException {
    Map<String, Histogram> byMetric = trial.meters().byMetric();
    byMetric.keySet().removeAll(Set.of("deliveryLatencyCorrected", "scheduleLag"));
    HistogramFiles.writeDistributions(folder, byMetric);
    Windows windows = trial.spec().windows();
    double endSeconds = windows.end(windows.count() - 1) / 1e9;
    HistogramFiles.writeLog(
        folder.resolve(HistogramLog.FILE),
        log -> HistogramFiles.writeSlice(log, 0, endSeconds, byMetric));
  }
}
