package dev.pushpull.simulate;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.plan.Plan;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.SpecJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

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
      Path folder = directory.beginTrial(trial.id());
      Files.writeString(folder.resolve("trial.json"), SpecJson.write(trial));
      var spec = SimulationSpec.of(trial, service.apply(trial.strategy()));
      SimulatedTrial simulated = Simulator.run(spec);
      SimulatedFiles.write(folder, spec, simulated.tally());
      TrialResult result = simulated.result(costs.apply(trial.strategy()), trial.id());
      directory.finishTrial(result);
    }
  }
}
