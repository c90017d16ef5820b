package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.result.Metrics;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.simulate.UpdateSource;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Trials in virtual time, each small enough to take a second at most. Safe from any thread.
 *
 * @param service how long requests take
 * @param costs what they cost
 * @param seed of all that is drawn
 * @param refused why trials were INVALID, so that no figure was taken from them
 * @param played told of each trial that was played
 */
record Virtual(
    ServiceTimes service, UnitCosts costs, long seed, Set<String> refused, Runnable played) {

  Virtual(ServiceTimes service, UnitCosts costs, long seed) {
    this(service, costs, seed, () -> {});
  }

  Virtual(ServiceTimes service, UnitCosts costs, long seed, Runnable played) {
    this(service, costs, seed, new ConcurrentSkipListSet<>(), played);
  }

  /** The figures of one trial; none if it is INVALID. */
  Map<String, OptionalDouble> figures(
      Strategy strategy, Workload workload, SweepTiming timing, int repeat) {
    Affordable small = Affordable.of(strategy, workload, timing);
    var figures = figures(trial(strategy, small.workload(), small.timing(), repeat));
    played.run();
    return small.kept() == 1 ? figures : perPublished(figures, small.kept());
  }

  /** What is spent for each update that is published, where some were not. */
  private static Map<String, OptionalDouble> perPublished(
      Map<String, OptionalDouble> figures, double kept) {
    var scaled = new LinkedHashMap<>(figures);
    scaled.replaceAll(
        (name, figure) ->
            name.endsWith("PerPublished") && figure.isPresent()
                ? OptionalDouble.of(figure.getAsDouble() * kept)
                : figure);
    return scaled;
  }

  /** The same of a trial that was played. */
  Map<String, OptionalDouble> figures(TrialResult trial) {
    if (trial.validity().verdict() != Validity.Verdict.INVALID) {
      return Metrics.of(trial);
    }
    trial
        .validity()
        .lines()
        .forEach(reason -> refused.add("%s: %s".formatted(trial.strategy(), reason)));
    return Map.of();
  }

  /** One trial on one thread, so that several can go on side by side. */
  TrialResult trial(Strategy strategy, Workload workload, SweepTiming timing, int repeat) {
    var own = timing.of(strategy);
    var updates = UpdateSource.alike(workload, own.warmup(), seed, repeat);
    var spec = new SimulationSpec(strategy, workload, own, repeat, seed, service, updates);
    return Simulator.run(spec, 1).result(costs, "virtual");
  }
}
