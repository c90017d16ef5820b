package dev.pushpull.simulate;

import dev.pushpull.measure.ArrivalsDigest;
import dev.pushpull.schedule.WindowOffset;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.ArrivalTimes;
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
  private static final double MAX_SUBSCRIBER_SECONDS = 4e9;

  /** Updates of all feeds, and messages of all streams: some minutes of two cores. */
  private static final double MAX_EVENTS = 2e10;

  /** Checks its length. */
  public SimulationSpec {
    service = service.forStrategy(strategy);
    check(strategy, timing, workload);
  }

  /**
   * Checks that the scenario is one that is simulated, that windows × subscribers is a time that
   * can be added up, and that updates and messages can be played through in some minutes.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void check(Strategy strategy, Timing timing, Workload workload) {
    switch (workload.scenario()) {
      case Scenario.Feeds _, Scenario.Courier _ -> {}
      case Scenario.JobStatus _, Scenario.Chat _, Scenario.External _ ->
          throw new IllegalArgumentException(
              "scenario %s can be measured, but not simulated".formatted(workload.scenario()));
    }
    double seconds =
        timing.window().toSeconds() * (double) timing.windows() * workload.subscribers();
    if (seconds > MAX_SUBSCRIBER_SECONDS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "windows × subscribers must be 4e9 s at most, but are %.3g s", seconds));
    }
    double windows = timing.windows() * (timing.window().plus(timing.drain()).toNanos() / 1e9);
    double past = WindowOffset.nanos(workload.arrivals(), timing.warmup()) / 1e9;
    double updates = workload.feeds() * workload.arrivals().ratePerSecond() * (past + windows);
    double told = strategy.isPush() ? workload.subscribers() : 0;
    double messages = told * workload.arrivals().ratePerSecond() * windows;
    if (updates + messages > MAX_EVENTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "updates and messages of one trial must be 2e10 at most, but are %.3g for %s;"
                  + " take a lower rate, fewer feeds or a shorter window",
              updates + messages,
              strategy));
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

  /** When its subscribers start, before the first window. */
  long startNanos() {
    return -timing.warmup().toNanos();
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

  /**
   * The digest of the arrivals that are due in its windows: the same as that of a real trial that
   * had the same.
   */
  public String arrivalsDigest() {
    Windows windows = windows();
    var digest = new ArrivalsDigest();
    var feeds = new ArrivalTimes[workload.feeds()];
    long[] next = new long[feeds.length];
    for (int feed = 0; feed < feeds.length; feed++) {
      feeds[feed] = updates.of(feed);
      feeds[feed].nextNanos(); // version 1 is no arrival
      next[feed] = feeds[feed].nextNanos();
    }
    for (int window = 0; window < windows.count(); window++) {
      for (int feed = 0; feed < feeds.length; feed++) {
        for (; next[feed] < windows.end(window); next[feed] = feeds[feed].nextNanos()) {
          if (next[feed] >= windows.start(window)) {
            digest.add(feed, next[feed] - windows.start(window));
          }
        }
      }
    }
    return digest.toString();
  }
}
