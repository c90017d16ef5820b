package dev.pushpull.report.sweep;

import java.util.List;
import java.util.Optional;

/**
 * The figures that a scenario adds to those of every workload.
 *
 * @param kind of scenario, such as {@code job-status}
 * @param title of its table
 * @param figures its columns
 * @param sentences what they mean
 */
public record ScenarioTable(
    String kind, String title, List<TrialFigure> figures, List<String> sentences) {

  /** Copies the lists. */
  public ScenarioTable {
    figures = List.copyOf(figures);
    sentences = List.copyOf(sentences);
  }

  /** Of one workload's rows; empty if its scenario has nothing beside. */
  public static Optional<ScenarioTable> of(List<Row> rows) {
    return ScenarioTerms.of(rows).story().apply(rows);
  }
}
