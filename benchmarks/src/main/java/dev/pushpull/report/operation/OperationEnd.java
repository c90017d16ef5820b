package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.progress.StepEnd;
import dev.pushpull.result.Validity;
import java.util.ArrayList;
import java.util.List;

/** How an operation or one of its forks ended, in its main figures. */
public final class OperationEnd {

  private OperationEnd() {}

  /** The end of an operation's last fork: what all of its forks came to. */
  public static StepEnd of(OperationResult operation) {
    var row = new OperationRow(operation, OperationNames.of(operation.spec()));
    var figures = new ArrayList<String>();
    row.score().ifPresent(score -> figures.add(score(score)));
    row.typical()
        .filter(typical -> !row.score().equals(row.typical()))
        .ifPresent(typical -> figures.add("p50 " + typical.text()));
    return new StepEnd(operation.validity(), String.join(" · ", figures));
  }

  /**
   * The end of a fork that has others of its operation after it.
   *
   * @param unit of the score, as JMH gives it
   */
  public static StepEnd ofFork(double score, String unit) {
    var figure = new OperationFigure("score", score, null, unit, List.of());
    return new StepEnd(
        Validity.VALID, Double.isFinite(score) ? score(OperationValue.of(figure)) : "");
  }

  private static String score(OperationValue score) {
    return score.isTime() ? "mean " + score.text() : score.text();
  }
}
