package dev.pushpull.cli;

import dev.pushpull.launch.EnvironmentCapture;
import dev.pushpull.plan.Plan;
import dev.pushpull.result.Environment;
import dev.pushpull.result.Machine;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunDirectoryException;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.SweepSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class SimulateCommand implements Callable<Integer> {

  private static final Duration USUAL_ROUND_TRIP = Duration.ofMillis(1);
  private static final Machine NO_MACHINE = new Machine(0, 0, 0, 0, 0, 0, 0, 0);

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin SweepOptions sweep = new SweepOptions();
  @Mixin CommonOptions common = new CommonOptions();

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
  public Integer call() throws CouldNotRunException {
    if (replay != null) {
      refuseBesideReplay();
      return ReplayReport.print(replay, out());
    }
    if (from != null && roundTrip != null) {
      throw usage(new IllegalArgumentException("--rtt and --from are mutually exclusive"));
    }
    return simulate();
  }

  private void refuseBesideReplay() {
    if (sweep.given() || from != null || roundTrip != null || out != null) {
      throw usage(
          new IllegalArgumentException(
              "--replay takes everything from the run that it names, and no other option"));
    }
  }

  private int simulate() throws CouldNotRunException {
    SweepSpec asked = asked();
    if (asked.cells().stream().anyMatch(cell -> cell.workload().engine() == Engine.BROWSER)) {
      throw usage(
          new IllegalArgumentException(
              "--engine must be okhttp or socket, but is browser: a browser cannot be simulated"));
    }
    Plan plan = plan(asked);
    SimulationBasis basis = basis();
    plan.notes().forEach(note -> err().println("note: " + note));
    err().flush();
    try (RunDirectory directory = directory(asked)) {
      play(basis, plan, directory);
      return Conclusion.of(
          directory,
          List.of("Round trips: " + basis.roundTrips(), "Costs: " + basis.costs(asked)),
          out());
    } catch (RunDirectoryException | IOException | IllegalArgumentException e) {
      throw CouldNotRunException.because(e);
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
    ServiceTimes constant = ServiceTimes.constant(roundTrip().toNanos());
    return SimulationBasis.constant(constant, Durations.format(roundTrip()));
  }

  private Duration roundTrip() {
    if (roundTrip == null) {
      return USUAL_ROUND_TRIP;
    }
    try {
      return Durations.check(
          "a round trip", Durations.parse(roundTrip), Duration.ZERO, Duration.ofHours(1));
    } catch (IllegalArgumentException e) {
      throw usage(new IllegalArgumentException("--rtt: " + e.getMessage(), e));
    }
  }

  private RunDirectory directory(SweepSpec spec) throws RunDirectoryException {
    Path folder = NewFolder.ofRun(out, spec.name() + "-simulated");
    return RunDirectory.create(folder, spec, environment(), true);
  }

  /** The exact command, its round trip included. */
  private Environment environment() {
    var args = new ArrayList<>(command.commandLine().getParseResult().originalArgs());
    if (from == null && roundTrip == null) {
      args.add("--rtt=" + Durations.format(USUAL_ROUND_TRIP));
    }
    String line = Commands.quoted(command.root().name(), args);
    return EnvironmentCapture.capture(line, NO_MACHINE);
  }

  private SweepSpec asked() {
    try {
      return sweep.spec();
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private Plan plan(SweepSpec spec) {
    try {
      Plan plan = Plan.of(spec);
      plan.trials().forEach(t -> SimulationSpec.check(t.strategy(), t.timing(), t.workload()));
      return plan;
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private ParameterException usage(IllegalArgumentException cause) {
    return new ParameterException(command.commandLine(), String.valueOf(cause.getMessage()), cause);
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }
}
