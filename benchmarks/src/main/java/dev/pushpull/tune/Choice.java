package dev.pushpull.tune;

import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyKind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A strategy that might be recommended.
 *
 * @param prediction what it is expected to show
 * @param costs what all subscribers will spend
 * @param missed objectives that the expectation alone misses
 * @param exceeded budgets that it exceeds
 */
public record Choice(
    Strategy strategy,
    Prediction prediction,
    TotalCosts costs,
    List<Objective> missed,
    List<Budget> exceeded) {

  /** Of what a strategy is expected to show: priced, and held against the question. */
  public static Choice of(Question question, Strategy strategy, Prediction prediction) {
    var spending = Spending.of(question);
    TotalCosts costs = spending.costs(strategy, prediction);
    Prediction priced = prediction.with(spending.figures(costs));
    return new Choice(
        strategy,
        priced,
        costs,
        question.objectives().stream()
            .filter(o -> priced.figure(o.metric()).filter(f -> question.holds(o, f)).isEmpty())
            .toList(),
        question.budgets().stream()
            .filter(budget -> costs.of(budget.kind()) > budget.perSecond())
            .toList());
  }

  /** The kind of its strategy. */
  public StrategyKind kind() {
    return StrategyKind.of(strategy);
  }

  /** Whether nothing speaks against it but chance. */
  public boolean isPlausible() {
    return missed.isEmpty() && exceeded.isEmpty();
  }

  /** The cheapest first; of equally cheap ones the one with fewer bytes, then less CPU. */
  public static Comparator<Choice> byCost(CostKind kind) {
    return Comparator.<Choice>comparingDouble(choice -> choice.costs().of(kind))
        .thenComparingDouble(choice -> choice.costs().bytesPerSecond())
        .thenComparingDouble(choice -> Objects.requireNonNullElse(choice.costs().cpuCores(), 0.0));
  }
}
