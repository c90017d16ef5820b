package dev.pushpull.trial;

import dev.pushpull.measure.PublishLog;
import dev.pushpull.model.Observed;
import dev.pushpull.model.PhaseNoise;
import dev.pushpull.model.PushOracle;
import dev.pushpull.model.UniformOracle;
import dev.pushpull.result.Model;
import dev.pushpull.result.Model.Expected;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What theory expects of one window, given what was published in it.
 *
 * @param feeds what each feed published, and to how many
 */
record Oracle(
    WindowMeters meters, long startNanos, long endNanos, List<Observed> feeds, int subscribers) {

  private static final double MS = 1e-6;
  private static final double STANDARD_ERRORS = 3;

  /** What it expects of a trial's windows, which are of equal length, as one. */
  static Model of(
      Strategy strategy,
      Workload workload,
      List<? extends MeasuredWindow<? extends Meters>> windows) {
    return mean(windows.stream().map(window -> of(workload, window).model(strategy)).toList());
  }

  private static Oracle of(Workload workload, MeasuredWindow<? extends Meters> measured) {
    int[] watchers = new int[workload.feeds()];
    IntStream.range(0, workload.subscribers()).forEach(s -> watchers[workload.feedOf(s)]++);
    List<PublishLog> logs = measured.logs();
    return new Oracle(
        measured.meters().any(),
        measured.window().startNanos(),
        measured.window().endNanos(),
        IntStream.range(0, logs.size())
            .mapToObj(feed -> logs.get(feed).observedBy(watchers[feed]))
            .toList(),
        workload.subscribers());
  }

  /** The mean of each figure that all have. */
  static Model mean(List<Model> models) {
    return new Model(
        expected(models, Model::delayMs),
        expected(models, Model::deliveryLatencyMs),
        expected(models, Model::stalenessMs),
        expected(models, Model::staleFraction),
        expected(models, Model::emptyPollRatio),
        mean(models, Model::ageMeanMs));
  }

  private static Expected expected(List<Model> models, Function<Model, Expected> figure) {
    List<Expected> each = models.stream().map(figure).toList();
    return new Expected(mean(each, Expected::value), mean(each, Expected::tolerance));
  }

  private static <T> @Nullable Double mean(List<T> all, Function<T, @Nullable Double> figure) {
    double[] values =
        all.stream().map(figure).filter(Objects::nonNull).mapToDouble(v -> v).toArray();
    return values.length < all.size() || values.length == 0
        ? null
        : Double.valueOf(DoubleStream.of(values).sum() / values.length);
  }

  private Model model(Strategy strategy) {
    return strategy instanceof Strategy.Poll poll ? polling(poll.pace()) : push();
  }

  /** None for a pace of which no form is known. */
  private Model polling(Pace pace) {
    var took = meters.requests.uncorrected;
    if (!(pace instanceof Pace.Uniform uniform)
        || took.count() == 0
        || meters.published.get() == 0) {
      return Model.NONE;
    }
    long interval = uniform.interval().toNanos();
    double delay = took.meanNanos() / 2;
    UniformOracle oracle = oracle(uniform, delay);
    UniformOracle late = oracle(uniform, 2 * delay);
    double noise =
        STANDARD_ERRORS
            * PhaseNoise.relativeError(feeds, startNanos, endNanos, interval, uniform.share());
    double staleness = oracle.stalenessMeanNanos();
    double fraction = oracle.staleFraction();
    return new Model(
        new Expected(delay * MS, delay * MS),
        new Expected(oracle.deliveryMeanNanos() * MS, (noise * interval / 2 + delay) * MS),
        new Expected(
            staleness * MS, (2 * noise * staleness + late.stalenessMeanNanos() - staleness) * MS),
        new Expected(fraction, noise * fraction + late.staleFraction() - fraction),
        new Expected(oracle.emptyPollRatio(), emptyPollNoise(oracle.emptyPollRatio())),
        oracle.ageMeanNanos() * MS);
  }

  private UniformOracle oracle(Pace.Uniform pace, double delay) {
    return new UniformOracle(
        pace.interval().toNanos(), pace.share(), delay, startNanos, endNanos, feeds);
  }

  /**
   * Binomial, and at each end of the window a poll that one subscriber gains and the next loses:
   * half a poll of standard error for each subscriber.
   */
  private double emptyPollNoise(double expected) {
    double polls = (double) meters.requests.sent.get();
    double binomial = Math.sqrt(expected * (1 - expected) / polls);
    return STANDARD_ERRORS * (binomial + Math.sqrt(subscribers) / (2 * polls));
  }

  private Model push() {
    var latency = meters.delivery.latency;
    if (latency.count() == 0) {
      return Model.NONE;
    }
    var oracle = new PushOracle(latency.meanNanos(), startNanos, endNanos, feeds);
    return new Model(
        new Expected(latency.meanNanos() * MS, null),
        Expected.NONE,
        new Expected(oracle.stalenessMeanNanos() * MS, null),
        new Expected(oracle.staleFraction(), null),
        Expected.NONE,
        null);
  }
}
