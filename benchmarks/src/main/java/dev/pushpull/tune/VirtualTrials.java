package dev.pushpull.tune;

import dev.pushpull.metric.Metrics;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.simulate.UpdateSource;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepTiming;
import dev.pushpull.spec.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Trials in virtual time, each small enough to take a second at most. Safe from any thread.
 *
 * @param question says how long requests take, what they cost, and the seed of all that is drawn
 * @param refused why trials were INVALID, so that no figure was taken from them
 * @param played told of each trial that was played
 */
record VirtualTrials(Question question, Set<String> refused, Runnable played) {

  /** Refuses nothing yet. */
  VirtualTrials(Question question, Runnable played) {
    this(question, new ConcurrentSkipListSet<>(), played);
  }

  /** The figures that one trial has; none if it is INVALID. */
  Map<String, Double> figures(
      Strategy strategy, Workload workload, SweepTiming timing, int repeat) {
    Affordable small = Affordable.of(strategy, workload, timing);
    TrialResult trial = trial(strategy, small.workload(), small.timing(), repeat);
    played.run();
    var figures = new LinkedHashMap<String, Double>();
    if (trial.validity().verdict() == Validity.Verdict.INVALID) {
      trial.validity().lines().forEach(why -> refused.add(trial.strategy() + ": " + why));
      return figures;
    }
    Metrics.of(trial)
        .forEach((name, figure) -> figure.ifPresent(value -> figures.put(name, value)));
    if (small.kept() != 1) { // Spent for each update that is published, of which some were not.
      figures.replaceAll((name, f) -> name.endsWith("PerPublished") ? f * small.kept() : f);
    }
    return figures;
  }

  /** One trial on one thread, so that several can go on side by side. */
  private TrialResult trial(Strategy strategy, Workload workload, SweepTiming timing, int repeat) {
    var own = timing.of(strategy);
    long seed = question.seed();
    var updates = UpdateSource.alike(workload, own.warmup(), seed, repeat);
    var spec =
        new SimulationSpec(strategy, workload, own, repeat, seed, question.service(), updates);
    return Simulator.run(spec, 1).result(question.unitCosts(), "virtual");
  }
}
