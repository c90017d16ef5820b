package dev.pushpull.simulate;

import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import java.util.Locale;

/**
 * One simulated trial, wholly determined.
 *
 * @param strategy how its subscribers listen
 * @param workload what they listen to
 * @param timing windows and drains, in virtual time
 * @param repeat which repeat of (strategy, workload), from 1
 * @param seed the run's seed
 * @param service how long requests take; only those of the strategy are kept
 * @param updates when the feeds' versions are published
 */
public record SimulationSpec(
    Strategy strategy,
    Workload workload,
    Timing timing,
    int repeat,
    long seed,
    ServiceTimes service,
    UpdateSource updates) {

  /** Sums of so many ns fit into a long with room to spare. */
  private static final double MOST_SUBSCRIBER_SECONDS = 4e9;

  /** Checks its length. */
  public SimulationSpec {
    service = service.forStrategy(strategy);
    check(timing, workload);
  }

  /**
   * Checks that the scenario is one that is simulated, and that windows × subscribers is a time
   * that can be added up.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void check(Timing timing, Workload workload) {
    switch (workload.scenario()) {
      case Scenario.Feeds _, Scenario.Courier _ -> {}
      case Scenario.JobStatus _, Scenario.Chat _ ->
          throw new IllegalArgumentException(
              "scenario %s is measured, but not simulated".formatted(workload.scenario()));
    }
    double seconds =
        timing.window().toSeconds() * (double) timing.windows() * workload.subscribers();
    if (seconds > MOST_SUBSCRIBER_SECONDS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "windows × subscribers must be 4e9 s at most, but are %.3g s", seconds));
    }
  }

  /** What a trial would show if its requests took that long. */
  public static SimulationSpec of(TrialSpec trial, ServiceTimes service) {
    var updates =
        UpdateSource.planned(
            trial.workload(), trial.timing().warmup(), trial.seed(), trial.repeat());
    return new SimulationSpec(
        trial.strategy(),
        trial.workload(),
        trial.timing(),
        trial.repeat(),
        trial.seed(),
        service,
        updates);
  }

  Windows windows() {
    return new Windows(timing.windows(), timing.window().toNanos(), timing.drain().toNanos());
  }

  /** Nothing that happens from here on counts: drains are over, polls due in windows were read. */
  long endNanos() {
    Windows windows = windows();
    long lastRead = windows.end(windows.count() - 1) + service.maxNanos();
    return Math.max(windows.endNanos(), lastRead);
  }

  /** How many subscribers a feed has. */
  int watchers(int feed) {
    int rest = workload.subscribers() % workload.feeds();
    return workload.subscribers() / workload.feeds() + (feed < rest ? 1 : 0);
  }
}
