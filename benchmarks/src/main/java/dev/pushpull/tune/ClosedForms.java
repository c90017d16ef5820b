package dev.pushpull.tune;

import dev.pushpull.model.Expectation;
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
public record ClosedForms(Supply supply, ServiceTimes service, Spending spending) {

  private static final double NANOS = 1e6;
  private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p999");

  /** Whether there are formulas for a strategy. */
  static boolean cover(Strategy strategy) {
    return strategy.isPush() || strategy instanceof Strategy.Poll(Pace.Fixed _, boolean _);
  }

  /**
   * What is expected.
   *
   * @throws IllegalArgumentException if there is no formula
   */
  public Prediction predict(Strategy strategy) {
    var figures = new LinkedHashMap<String, Double>();
    if (strategy instanceof Strategy.Poll(Pace.Fixed(var interval), boolean _)) {
      poll(strategy, interval.toNanos() / NANOS, figures);
    } else if (strategy.isPush()) {
      push(strategy, figures);
    } else {
      throw new IllegalArgumentException("no closed form for " + strategy);
    }
    return new Prediction(Prediction.Source.CLOSED_FORM, figures);
  }

  /** Whether the formulas give every figure that objectives are about, for polls. */
  boolean tell(List<Objective> objectives) {
    var poll = new Strategy.Poll(new Pace.Fixed(Grids.MIN_INTERVAL), false);
    return spending.unitCosts().lack(poll).isEmpty()
        && predict(poll)
            .figures()
            .keySet()
            .containsAll(objectives.stream().map(Objective::metric).toList());
  }

  private void poll(Strategy strategy, double intervalMillis, Map<String, Double> figures) {
    double delay = service.meanNanos() / 2 / NANOS;
    var expected = new PollExpectation(intervalMillis, delay, supply.process());
    freshness(expected, expected::deliveryQuantile, expected.longestDelay(), figures);
    double requests = 1e3 / expected.interval();
    double changed = 1 - expected.emptyPollRatio();
    spend(strategy, requests, requests * changed, figures);
    figures.put("overhead.emptyPollRatio", 1 - changed);
  }

  private void push(Strategy strategy, Map<String, Double> figures) {
    ServiceTimes own = service.forStrategy(strategy);
    var expected = new PushExpectation(own.meanNanos() / 2 / NANOS, supply.process());
    DoubleUnaryOperator delays = share -> own.quantileNanos(share) / 2 / NANOS;
    freshness(expected, delays, own.maxNanos() / 2.0 / NANOS, figures);
    double messages = 1e3 * supply.process().rate();
    double timeouts = supply.timeouts(strategy, 1, expected.delay());
    spend(strategy, messages + timeouts, messages, figures);
  }

  /**
   * Adds delivery latency, staleness and age.
   *
   * @param delays quantiles of the delivery latency
   * @param longest delivery latency
   */
  private static void freshness(
      Expectation expected,
      DoubleUnaryOperator delays,
      double longest,
      Map<String, Double> figures) {
    distribution("deliveryLatencyMs", expected.deliveryMean(), delays, figures);
    figures.put("deliveryLatencyMs.max", longest);
    distribution("stalenessMs", expected.stalenessMean(), expected::stalenessQuantile, figures);
    figures.put("stalenessMs.max", longest);
    figures.put("stalenessMs.staleFraction", expected.staleFraction());
    distribution("ageMs", expected.ageMean(), expected::ageQuantile, figures);
    figures.put("ageMs.peakMean", expected.peakAgeMean());
  }

  private static void distribution(
      String group, double mean, DoubleUnaryOperator quantile, Map<String, Double> figures) {
    figures.put(group + ".mean", mean);
    for (String name : PERCENTILES) {
      double share = Double.parseDouble("0." + name.substring(1));
      figures.put(group + "." + name, quantile.applyAsDouble(share));
    }
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
