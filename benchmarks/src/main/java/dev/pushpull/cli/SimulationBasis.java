package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulatedSweep;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.tune.MeasuredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a simulation rests on.
 *
 * @param service how long requests take
 * @param roundTrips the same in words
 * @param run what they and the costs are taken from; empty: costs are the reference run's
 */
record SimulationBasis(ServiceTimes service, String roundTrips, Optional<MeasuredRun> run) {

  static SimulationBasis constant(ServiceTimes service, String roundTrip) {
    return new SimulationBasis(service, "constant " + roundTrip, Optional.empty());
  }

  static SimulationBasis of(Path folder) throws CouldNotRunException {
    try {
      MeasuredRun run = MeasuredRun.read(folder);
      return new SimulationBasis(run.service(), "drawn from those in " + folder, Optional.of(run));
    } catch (IOException e) {
      throw new CouldNotRunException("--from: " + Reason.withFile(e), e);
    }
  }

  SimulatedSweep sweep() {
    return new SimulatedSweep(_ -> service, this::costs);
  }

  /** The run's where it knows them. */
  private UnitCosts costs(Strategy strategy) {
    return run.map(MeasuredRun::costs)
        .filter(costs -> costs.lack(strategy).isEmpty())
        .orElseGet(CalibratedCosts::reference);
  }

  /** Where the costs of a sweep's strategies are from. */
  String costs(SweepSpec sweep) {
    String reference = "measured in the reference run";
    return run.map(known -> costs(sweep, known, reference)).orElse(reference);
  }

  private static String costs(SweepSpec sweep, MeasuredRun run, String reference) {
    String lacking =
        sweep.cells().stream()
            .map(cell -> cell.strategy())
            .filter(strategy -> run.costs().lack(strategy).isPresent())
            .map(Strategy::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return lacking.isEmpty()
        ? run.source()
        : "%s; for %s, which it lacks, %s".formatted(run.source(), lacking, reference);
  }
}
