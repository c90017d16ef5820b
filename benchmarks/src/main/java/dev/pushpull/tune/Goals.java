package dev.pushpull.tune;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What must hold.
 *
 * @param objectives for each subscriber
 * @param budgets for all together
 */
record Goals(List<Objective> objectives, List<Budget> budgets) {

  /** Whether a figure meets an objective; one that is not there does not. */
  static boolean meets(Objective objective, OptionalDouble figure) {
    return figure.isPresent() && objective.holds(figure.getAsDouble());
  }

  /** The objectives that a prediction misses. */
  List<Objective> missed(Prediction prediction) {
    return objectives.stream()
        .filter(objective -> !meets(objective, prediction.figure(objective.metric())))
        .toList();
  }

  /** The budgets that costs exceed. */
  List<Budget> exceeded(Costs costs) {
    return budgets.stream()
        .filter(budget -> costs.of(cost(budget.kind())) > budget.perSecond())
        .toList();
  }

  /** The cost that a kind of budget is about. */
  static CostKind cost(Budget.Kind kind) {
    return switch (kind) {
      case REQUESTS -> CostKind.REQUESTS;
      case BYTES -> CostKind.BYTES;
      case CPU -> CostKind.CPU;
    };
  }
}
