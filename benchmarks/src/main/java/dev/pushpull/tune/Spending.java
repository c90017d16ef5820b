package dev.pushpull.tune;

import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.spec.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What subscribers spend, given how many there are: a busy server spends less CPU on each.
 *
 * @param unitCosts of an answer, a message, an open connection
 * @param prices if known
 * @param subscribers how many there are
 * @param payloadBytes of each update
 */
public record Spending(
    UnitCosts unitCosts, Optional<Prices> prices, int subscribers, int payloadBytes) {

  private static final String END = "PerSubscriberSecond";
  private static final double MICROS = 1e6;

  /** Names of the metrics that are what a subscriber spends. */
  public static final List<String> FIGURES =
      List.of(
          "overhead.requests" + END,
          "overhead.messages" + END,
          "overhead.bytes" + END,
          "overhead.serverCpuMicros" + END);

  /** Of all subscribers that a question is about. */
  public static Spending of(Question question) {
    var workload = question.workload();
    return new Spending(
        question.unitCosts(), question.prices(), workload.subscribers(), workload.payloadBytes());
  }

  /**
   * What all of them spend.
   *
   * @param answers requests answered per second and subscriber; for streams of no effect
   * @param news answers or messages that bring something newer, per second and subscriber
   */
  TotalCosts costs(Strategy strategy, double answers, double news) {
    Traffic traffic = Traffic.of(strategy, subscribers, answers * subscribers, news * subscribers);
    UnitCost spent = unitCosts.perSecond(traffic, payloadBytes);
    return new TotalCosts(
        traffic.requests(),
        traffic.updatesCarried(),
        spent.bytes(),
        spent.times(1 / MICROS).serverCpuMicros(),
        prices.map(list -> list.perMonth(traffic, spent)).orElse(null));
  }

  /** The same for what was predicted of one of them. */
  TotalCosts costs(Strategy strategy, Prediction prediction) {
    double requests = prediction.figure("overhead.requests" + END).orElse(0.0);
    double messages = prediction.figure("overhead.messages" + END).orElse(0.0);
    double empty = prediction.figure("overhead.emptyPollRatio").orElse(0.0);
    return costs(strategy, requests, strategy.isPush() ? messages : requests * (1 - empty));
  }

  /** What each of them spends, by the names of a trial's metrics. */
  public Map<String, Double> figures(TotalCosts costs) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put(FIGURES.get(0), costs.requestsPerSecond() / subscribers);
    figures.put(FIGURES.get(1), costs.messagesPerSecond() / subscribers);
    figures.put(FIGURES.get(2), costs.bytesPerSecond() / subscribers);
    Double cores = costs.cpuCores();
    if (cores != null) {
      figures.put(FIGURES.get(3), cores * MICROS / subscribers);
    }
    return figures;
  }
}
