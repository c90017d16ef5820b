package dev.pushpull.tune;

import java.util.Map;
import java.util.Optional;

/**
 * What a run of the verifying run's size stays within: the second worst of 39 simulated ones, since
 * a further one is among the two worst of 40 with a chance of 2/40 = 5 %.
 *
 * @param replicas how many were simulated
 * @param missed how many of them missed an objective
 * @param typical the median of each objective's metric, and of what a subscriber spends
 * @param figures the second worst by each objective, or the expectation where that is worse still;
 *     an objective is not there if two of them have too few samples, or if it is about costs
 */
public record Bound(
    int replicas, int missed, Map<String, Double> typical, Map<String, Double> figures) {

  /** How many are simulated. */
  public static final int REPLICAS = 39;

  /** So many may miss an objective. */
  public static final int ALLOWED = 1;

  /** Copies the figures and keeps their order. */
  public Bound {
    typical = Prediction.ordered(typical);
    figures = Prediction.ordered(figures);
  }

  /** Whether 95 % of such runs meet every objective. */
  public boolean holds() {
    return missed <= ALLOWED;
  }

  /** The bound by an objective; empty where there is none. */
  public Optional<Double> figure(Objective objective) {
    return Optional.ofNullable(figures.get(objective.toString()));
  }
}
