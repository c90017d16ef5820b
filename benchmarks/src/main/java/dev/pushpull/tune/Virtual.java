package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.TrialResult;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.simulate.UpdateSource;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;

/**
 * Trials in virtual time. Safe from any thread.
 *
 * @param service how long requests take
 * @param costs what they cost
 * @param seed of all that is drawn
 */
record Virtual(ServiceTimes service, UnitCosts costs, long seed) {

  /** One trial on one thread, so that several can go on side by side. */
  TrialResult trial(Strategy strategy, Workload workload, SweepTiming timing, int repeat) {
    var own = timing.of(strategy);
    var updates = UpdateSource.planned(workload, own.warmup(), seed, repeat);
    var spec = new SimulationSpec(strategy, workload, own, repeat, seed, service, updates);
    return Simulator.run(spec, 1).result(costs, "virtual");
  }
}
