package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.model.JitteredOracle;
import dev.pushpull.model.LogOracle;
import dev.pushpull.model.Observed;
import dev.pushpull.model.PhaseNoise;
import dev.pushpull.model.PollOracle;
import dev.pushpull.model.PushOracle;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.schedule.Window;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import dev.pushpull.verdict.Models;
import java.util.List;
import java.util.stream.IntStream;

/** What theory expects of a trial's windows, given what was published in them. */
final class Oracle {

  private static final double MS = 1e-6;
  private static final double STANDARD_ERRORS = 3;

  private Oracle() {}

  static Model of(
      Strategy strategy,
      Workload workload,
      List<? extends MeasuredWindow<? extends Meters>> windows) {
    return Models.mean(
        windows.stream()
            .map(
                window -> {
                  List<Observed> feeds = observed(workload, window.logs());
                  return strategy instanceof Strategy.Poll poll
                      ? polling(poll.pace(), feeds, window, workload.subscribers())
                      : push(feeds, window);
                })
            .toList());
  }

  private static List<Observed> observed(Workload workload, List<PublishLog> logs) {
    int[] watchers = new int[workload.feeds()];
    IntStream.range(0, workload.subscribers()).forEach(s -> watchers[workload.feedOf(s)]++);
    return IntStream.range(0, logs.size())
        .mapToObj(feed -> logs.get(feed).observedBy(watchers[feed]))
        .toList();
  }

  /** None where the answers decide when the next poll is due: no form is known. */
  private static Model polling(
      Pace pace, List<Observed> feeds, MeasuredWindow<? extends Meters> measured, int subscribers) {
    return switch (pace) {
      case Pace.Fixed(var interval) ->
          openLoop(interval.toNanos(), 0, feeds, measured, subscribers);
      case Pace.Jittered jittered ->
          openLoop(jittered.interval().toNanos(), jittered.share(), feeds, measured, subscribers);
      case Pace.Backoff _, Pace.Adaptive _, Pace.Hinted _ -> Model.NONE;
    };
  }

  private static Model openLoop(
      long intervalNanos,
      double share,
      List<Observed> feeds,
      MeasuredWindow<? extends Meters> measured,
      int subscribers) {
    Window window = measured.window();
    var requests = measured.meters().any().requests();
    if (requests.uncorrected().count() == 0 || measured.meters().any().published() == 0) {
      return Model.NONE;
    }
    double delay = requests.uncorrected().meanNanos() / 2;
    double interval = intervalNanos;
    LogOracle oracle = oracle(interval, share, delay, window, feeds);
    LogOracle late = oracle(interval, share, 2 * delay, window, feeds);
    double noise = STANDARD_ERRORS * noise(intervalNanos, share, window, feeds);
    double staleness = oracle.stalenessMeanNanos();
    double fraction = oracle.staleFraction();
    return new Model(
        new Expected(delay * MS, delay * MS),
        new Expected(oracle.deliveryMeanNanos() * MS, (noise * interval / 2 + delay) * MS),
        new Expected(
            staleness * MS, (2 * noise * staleness + late.stalenessMeanNanos() - staleness) * MS),
        new Expected(fraction, noise * fraction + late.staleFraction() - fraction),
        new Expected(
            oracle.emptyPollRatio(),
            emptyPollNoise(oracle.emptyPollRatio(), measured, subscribers)),
        oracle.ageMeanNanos() * MS);
  }

  private static LogOracle oracle(
      double interval, double share, double delay, Window window, List<Observed> feeds) {
    return share == 0
        ? new PollOracle(interval, delay, window.startNanos(), window.endNanos(), feeds)
        : new JitteredOracle(interval, share, delay, window.startNanos(), window.endNanos(), feeds);
  }

  private static double noise(
      long intervalNanos, double share, Window window, List<Observed> feeds) {
    return share == 0
        ? PhaseNoise.relativeError(feeds, window.startNanos(), window.endNanos(), intervalNanos)
        : PhaseNoise.relativeError(
            feeds, window.startNanos(), window.endNanos(), intervalNanos, share);
  }

  /**
   * Binomial, and at each end of the window a poll that one subscriber gains and the next loses:
   * half a poll of standard error for each subscriber.
   */
  private static double emptyPollNoise(
      double expected, MeasuredWindow<? extends Meters> measured, int subscribers) {
    double polls = (double) measured.meters().any().requests().sent();
    double binomial = Math.sqrt(expected * (1 - expected) / polls);
    return STANDARD_ERRORS * (binomial + Math.sqrt(subscribers) / (2 * polls));
  }

  private static Model push(List<Observed> feeds, MeasuredWindow<? extends Meters> measured) {
    Window window = measured.window();
    var latency = measured.meters().any().delivery().latency();
    if (latency.count() == 0) {
      return Model.NONE;
    }
    var oracle = new PushOracle(latency.meanNanos(), window.startNanos(), window.endNanos(), feeds);
    return new Model(
        new Expected(latency.meanNanos() * MS, null),
        Expected.NONE,
        new Expected(oracle.stalenessMeanNanos() * MS, null),
        new Expected(oracle.staleFraction(), null),
        Expected.NONE,
        null);
  }
}
