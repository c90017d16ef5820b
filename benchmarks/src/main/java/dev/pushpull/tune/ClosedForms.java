package dev.pushpull.tune;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.PushExpectation;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Predicts polls at a fixed interval, and push, by formulas: means and quantiles over all phases,
 * exact for Poisson and periodic updates, for bursts (which are one update to a value feed) and for
 * the recorded gaps of a trace. Bursts that never end and herds of clients are not in it.
 *
 * @param supply how updates come
 * @param service how long requests take; only their mean matters, but for a push's delivery latency
 * @param spending what requests and messages cost
 */
record ClosedForms(Supply supply, ServiceTimes service, Spending spending) {

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e6;
  private static final Map<String, Double> SHARES = shares();

  private static Map<String, Double> shares() {
    var shares = new LinkedHashMap<String, Double>();
    shares.put("p50", 0.5);
    shares.put("p90", 0.9);
    shares.put("p95", 0.95);
    shares.put("p99", 0.99);
    shares.put("p999", 0.999);
    return shares;
  }

  /** Whether there are formulas for a strategy. */
  static boolean cover(Strategy strategy) {
    return strategy.isPush() || strategy instanceof Strategy.Poll(Pace.Fixed _, boolean _);
  }

  /**
   * What is expected.
   *
   * @throws IllegalArgumentException if there is no formula
   */
  Prediction predict(Strategy strategy) {
    var figures = new LinkedHashMap<String, Double>();
    if (strategy instanceof Strategy.Poll poll && poll.pace() instanceof Pace.Fixed fixed) {
      poll(poll, expectation(fixed.interval().toNanos() / 1e6), figures);
    } else if (strategy.isPush()) {
      push(strategy, figures);
    } else {
      throw new IllegalArgumentException("no closed form for " + strategy);
    }
    return new Prediction(Prediction.Source.CLOSED_FORM, figures);
  }

  /** Whether the formulas give every figure that objectives are about, for polls. */
  boolean tell(List<Objective> objectives) {
    return Grids.fixed(false).stream()
        .limit(1)
        .filter(poll -> spending.unitCosts().lack(poll).isEmpty())
        .map(this::predict)
        .anyMatch(any -> objectives.stream().allMatch(o -> any.figure(o.metric()).isPresent()));
  }

  /** From the server's read to the client: half the mean round trip. */
  private double delayMillis() {
    return service.meanNanos() / 2 / NANOS;
  }

  /** What polling at an interval shows. */
  PollExpectation expectation(double intervalMillis) {
    return new PollExpectation(intervalMillis, delayMillis(), supply.process());
  }

  private void poll(Strategy.Poll poll, PollExpectation expected, Map<String, Double> figures) {
    double reach = expected.interval() + delayMillis();
    distribution(
        "deliveryLatencyMs", expected.deliveryMean(), expected::deliveryQuantile, reach, figures);
    distribution(
        "stalenessMs", expected.stalenessMean(), expected::stalenessQuantile, reach, figures);
    figures.put("stalenessMs.staleFraction", expected.staleFraction());
    figures.put("ageMs.mean", expected.ageMean());
    SHARES.forEach((name, share) -> figures.put("ageMs." + name, expected.ageQuantile(share)));
    figures.put("ageMs.peakMean", expected.peakAgeMean());
    double requests = MILLIS / expected.interval();
    double fruitful = 1 - expected.emptyPollRatio();
    spend(poll, requests, requests * fruitful, figures);
    figures.put("overhead.emptyPollRatio", 1 - fruitful);
  }

  private void push(Strategy strategy, Map<String, Double> figures) {
    ServiceTimes own = service.forStrategy(strategy);
    double mean = own.meanNanos() / 2 / NANOS;
    double most = own.maxNanos() / 2.0 / NANOS;
    var expected = new PushExpectation(mean, supply.process());
    distribution(
        "deliveryLatencyMs", mean, share -> own.quantileNanos(share) / 2 / NANOS, most, figures);
    distribution(
        "stalenessMs", expected.stalenessMean(), expected::stalenessQuantile, most, figures);
    figures.put("stalenessMs.staleFraction", expected.staleFraction());
    figures.put("ageMs.mean", expected.ageMean());
    SHARES.forEach((name, share) -> figures.put("ageMs." + name, expected.ageQuantile(share)));
    figures.put("ageMs.peakMean", expected.peakAgeMean());
    double messages = MILLIS * supply.process().rate();
    double timeouts = strategy instanceof Strategy.LongPoll ? supply.timeouts(1, mean) : 0;
    spend(strategy, messages + timeouts, messages, figures);
  }

  private static void distribution(
      String group,
      double mean,
      DoubleUnaryOperator quantile,
      double most,
      Map<String, Double> figures) {
    figures.put(group + ".mean", mean);
    SHARES.forEach((name, share) -> figures.put(group + "." + name, quantile.applyAsDouble(share)));
    figures.put(group + ".max", most);
  }

  /** Adds what it costs, and each cost per update that was published, or held. */
  private void spend(Strategy strategy, double answers, double news, Map<String, Double> figures) {
    Map<String, Double> each = spending.figures(spending.costs(strategy, answers, news));
    figures.putAll(each);
    each.forEach(
        (name, perSecond) -> {
          if (!name.contains("messages")) {
            String what = name.replace("PerSubscriberSecond", "");
            figures.put(what + "PerPublished", perSecond / supply.ratePerSecond());
            figures.put(what + "PerDelivered", perSecond / news);
          }
        });
  }
}
