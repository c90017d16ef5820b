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
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = "--rtt",
      paramLabel = "TIME",
      description = "Constant round trip; default 1ms, or those of the run of --from.")
  @Nullable String roundTrip;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Sample round trips and deliveries from this measured run, and use its costs.")
  @Nullable Path from;

  @Option(
      names = "--replay",
      paramLabel = "RUN",
      description = "Simulate the polling trials of this measured run and compare.")
  @Nullable Path replay;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new or empty folder for the run; default results/<run-id>-simulated.")
  @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    if (replay != null) {
      if (sweep.given() || from != null || roundTrip != null || out != null) {
        throw usage("--replay takes everything from the run that it names, and no other option");
      }
      return ReplayReport.print(replay, out());
    }
    if (from != null && roundTrip != null) {
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
    if (from != null) {
      return SimulationBasis.of(from);
    }
    Duration time = asked(this::roundTrip);
    return SimulationBasis.constant(ServiceTimes.constant(time.toNanos()), Durations.format(time));
  }

  private Duration roundTrip() {
    return Optional.ofNullable(roundTrip)
        .map(TextOptions.named("--rtt", SimulateCommand::roundTrip))
        .orElse(USUAL_ROUND_TRIP);
  }

  private static Duration roundTrip(String text) {
    return Durations.check(
        "a round trip", Durations.parse(text), Duration.ZERO, Duration.ofHours(1));
  }

  private RunDirectory directory(SweepSpec spec) throws RunDirectoryException {
    Path folder = NewFolder.ofRun(out, spec.name() + "-simulated");
    return RunDirectory.create(folder, spec, environment(), true);
  }

  /** The exact command, its round trip included. */
  private Environment environment() {
    String line =
        from == null && roundTrip == null
            ? typed("--rtt=" + Durations.format(USUAL_ROUND_TRIP))
            : typed();
    return EnvironmentCapture.capture(line, NO_MACHINE);
  }

  private static Plan plan(SweepSpec spec) {
    Plan plan = Plan.of(spec);
    plan.trials().forEach(t -> SimulationSpec.check(t.strategy(), t.timing(), t.workload()));
    return plan;
  }
}
