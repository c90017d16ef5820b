package dev.pushpull.operation;

import dev.pushpull.result.Validity;
import dev.pushpull.spec.OperationSpec;
import java.util.List;
import java.util.Optional;

/**
 * One operation's result.
 *
 * @param spec the operation
 * @param mode JMH's mode: {@code avgt}, {@code thrpt}, {@code ss}
 * @param score JMH's primary score with its unit; its name is {@code score}
 * @param figures all others
 * @param validity INVALID if it failed or its floor is not a floor; the score is 0 if it failed
 */
public record OperationResult(
    OperationSpec spec,
    String mode,
    OperationFigure score,
    List<OperationFigure> figures,
    Validity validity) {

  /** Copies the list. */
  public OperationResult {
    figures = List.copyOf(figures);
  }

  /** A figure by its name; empty if it was not measured. */
  public Optional<OperationFigure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }
}
