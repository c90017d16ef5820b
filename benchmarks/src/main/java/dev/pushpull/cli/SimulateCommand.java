package dev.pushpull.cli;

import dev.pushpull.console.Conclusion;
import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.StillWorking;
import dev.pushpull.machine.Environment;
import dev.pushpull.machine.EnvironmentCapture;
import dev.pushpull.machine.Machine;
import dev.pushpull.plan.Plan;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code pushpull simulate}: simulates a sweep in virtual time, or compares a run with its
 * simulation.
 */
@Command(
    name = "simulate",
    description = {
      "Simulates a sweep in virtual time, with the schedules, seeds and metrics of a real one;"
          + " takes the options of 'run'. The results are marked as simulated.",
      "With --replay, simulates the polling trials of a measured run and shows both side by side.",
      "Exit codes: 0 fine, 1 a requirement is not met, a trial is INVALID or a replayed VALID trial"
          + " differs, 2 usage, 3 could not run."
    })
final class SimulateCommand extends BaseCommand {

  private static final Duration USUAL_ROUND_TRIP = Duration.ofMillis(1);
  private static final Machine NO_MACHINE = new Machine(0, 0, 0, 0, 0, 0, 0, 0);

  @Mixin SweepOptions sweep = new SweepOptions();

  final TextOptions options = TextOptions.of(SimulateCommand.class, "options/simulate.txt");

  @Mixin CommandSpec texts = options.spec();

  @Override
  public Integer call() throws Exception {
    Optional<Path> replay = options.path("--replay");
    if (replay.isPresent()) {
      if (sweep.given() || options.given().size() > 1) {
        throw usage("--replay takes everything from the run that it names, and no other option");
      }
      return ReplayReport.print(replay.get(), out());
    }
    if (options.given().containsAll(List.of("--rtt", "--from"))) {
      throw usage("--rtt and --from are mutually exclusive");
    }
    return simulate();
  }

  private int simulate() throws IOException, RunDirectoryException, CouldNotRunException {
    SweepSpec asked = asked(sweep::spec);
    if (asked.cells().stream().anyMatch(cell -> cell.workload().engine() == Engine.BROWSER)) {
      throw usage(
          "--engine must be okhttp or socket, but is browser: a browser cannot be simulated");
    }
    Plan plan = asked(() -> plan(asked));
    SimulationBasis basis = basis();
    plan.notes().forEach(note -> err().println("note: " + note));
    err().flush();
    try (RunDirectory directory = directory(asked)) {
      play(basis, plan, directory);
      return Conclusion.of(
          directory,
          List.of("Round trips: " + basis.roundTrips(), "Costs: " + basis.costs(asked)),
          out());
    } catch (IllegalArgumentException e) {
      throw new CouldNotRunException(Reason.withFile(e), e);
    }
  }

  private static void play(SimulationBasis basis, Plan plan, RunDirectory directory)
      throws IOException {
    int trials = plan.trials().size();
    try (var _ =
        StillWorking.on(
            () ->
                "simulate: %s of %s trials simulated"
                    .formatted(directory.results().trials().size(), trials))) {
      basis.sweep().run(plan, directory);
    }
  }

  private SimulationBasis basis() throws CouldNotRunException {
    Optional<Path> from = options.path("--from");
    if (from.isPresent()) {
      return SimulationBasis.of(from.get());
    }
    Duration time =
        asked(() -> options.read("--rtt", SimulateCommand::roundTrip).orElse(USUAL_ROUND_TRIP));
    return SimulationBasis.constant(ServiceTimes.constant(time.toNanos()), Durations.format(time));
  }

  private static Duration roundTrip(String text) {
    return Durations.check(
        "a round trip", Durations.parse(text), Duration.ZERO, Duration.ofHours(1));
  }

  private RunDirectory directory(SweepSpec spec) throws RunDirectoryException {
    Path folder = NewFolder.ofRun(options.path("--out"), spec.name() + "-simulated");
    return RunDirectory.create(folder, spec, environment(), true);
  }

  /** The exact command, its round trip included. */
  private Environment environment() {
    boolean usual = Collections.disjoint(options.given(), List.of("--rtt", "--from"));
    String line = usual ? typed("--rtt=" + Durations.format(USUAL_ROUND_TRIP)) : typed();
    return EnvironmentCapture.capture(line, NO_MACHINE);
  }

  private static Plan plan(SweepSpec spec) {
    Plan plan = Plan.of(spec);
    plan.trials().forEach(t -> SimulationSpec.check(t.strategy(), t.timing(), t.workload()));
    return plan;
  }
}
