package dev.pushpull.simulate.calibrate;

import dev.pushpull.measure.FeedMeters;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.run.SpecJson;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulatedTrial;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A measured polling trial and what the simulator says of it: the same updates and phases, made
 * again from the trial's seeds, and round trips drawn from those that it measured.
 *
 * @param measured the trial
 * @param sameArrivals whether the digests of what was due in the windows are equal
 * @param figures both, side by side
 */
public record Replay(TrialResult measured, boolean sameArrivals, List<Figure> figures) {

  private static final double SHARE = 0.05;
  private static final double SLACK_MS = 1;

  /**
   * One figure of both.
   *
   * @param name what it is called
   * @param unit ms, or an empty text for a number
   * @param measured null where too few samples stand behind it
   * @param simulated the same of the simulation
   * @param allowed how far they may lie apart
   */
  public record Figure(
      String name,
      String unit,
      @Nullable Double measured,
      @Nullable Double simulated,
      double allowed) {

    private static Figure time(String name, @Nullable Double measured, @Nullable Double simulated) {
      double allowed = measured == null ? SLACK_MS : SHARE * measured + SLACK_MS;
      return new Figure(name, "ms", measured, simulated, allowed);
    }

    /** Each subscriber may have one more or less at each end of the windows. */
    private static Figure count(String name, long measured, long simulated, int subscribers) {
      return new Figure(
          name, "", (double) measured, (double) simulated, SHARE * measured + subscribers);
    }

    /** Whether they are near enough, or neither is there. */
    public boolean agrees() {
      if (measured == null || simulated == null) {
        return measured == null && simulated == null;
      }
      return Math.abs(measured - simulated) <= allowed;
    }
  }

  /** Copies the list. */
  public Replay {
    figures = List.copyOf(figures);
  }

  /** Whether the simulator may stand for this trial. */
  public boolean agrees() {
    return sameArrivals && figures.stream().allMatch(Figure::agrees);
  }

  /** The trials of a run that can be replayed: those that poll and whose folder is kept. */
  public static List<TrialResult> candidates(Path folder, RunResults run) {
    return run.trials().stream()
        .filter(trial -> Strategy.parse(trial.strategy()) instanceof Strategy.Poll)
        .filter(trial -> trial.times().requestLatencyMs().uncorrected().samples() > 0)
        .filter(trial -> Files.exists(MeasuredTimes.log(folder, trial.id())))
        .toList();
  }

  /**
   * Simulates a measured trial.
   *
   * @param folder where its run lies
   * @throws IOException if the trial's spec or histograms cannot be read
   */
  public static Replay of(Path folder, TrialResult trial) throws IOException {
    Path file = folder.resolve("trials").resolve(trial.id()).resolve("trial.json");
    TrialSpec spec = SpecJson.readTrial(Files.readString(file), folder, "");
    Histogram roundTrips = MeasuredTimes.of(folder, trial.id(), metric(spec.strategy()));
    if (roundTrips.getTotalCount() == 0) {
      throw new IOException("trial " + trial.id() + " has no histogram of its requests");
    }
    SimulatedTrial simulated = Simulator.run(SimulationSpec.of(spec, ServiceTimes.of(roundTrips)));
    boolean same = simulated.spec().arrivalsDigest().equals(trial.arrivalsDigest());
    return new Replay(trial, same, figures(trial, simulated));
  }

  /** Where a poll is due a while after the answer before, a late send moves all that follow. */
  private static String metric(Strategy strategy) {
    boolean openLoop = strategy instanceof Strategy.Poll poll && poll.pace().isOpenLoop();
    return openLoop ? MeasuredTimes.FROM_SEND : MeasuredTimes.FROM_DUE;
  }

  private static List<Figure> figures(TrialResult trial, SimulatedTrial simulated) {
    FeedMeters meters = simulated.meters();
    Distribution delivery = meters.delivery.latency.distribution();
    Distribution staleness = meters.freshness.staleness.distribution();
    Distribution measured = trial.stalenessMs().distribution();
    int subscribers = trial.workload().subscribers();
    return List.of(
        Figure.time("delivery mean", trial.deliveryLatencyMs().mean(), delivery.mean()),
        Figure.time("delivery p95", trial.deliveryLatencyMs().p95(), delivery.p95()),
        Figure.time("staleness mean", measured.mean(), staleness.mean()),
        Figure.time("staleness p95", measured.p95(), staleness.p95()),
        Figure.count(
            "requests", trial.counts().exchanges().sent(), meters.requests.sent.get(), subscribers),
        Figure.count(
            "empty polls",
            trial.counts().exchanges().emptyPolls(),
            meters.requests.empty.get(),
            subscribers));
  }
}
