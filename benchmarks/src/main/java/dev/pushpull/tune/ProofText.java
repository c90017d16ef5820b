package dev.pushpull.tune;

import dev.pushpull.report.Grid;
import dev.pushpull.report.Numbers;
import dev.pushpull.report.Wrap;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was predicted and what was measured, as a terminal shows it. */
public final class ProofText {

  private static final int WIDTH = 120;

  /** A cost is as predicted within this share of it. */
  private static final double NEAR = 0.1;

  /** What is larger by more is told as a factor. */
  private static final double FACTOR = 5;

  private ProofText() {}

  /** The text, ending with a line end. */
  public static String render(Recommendation recommendation, Proof proof) {
    var lines = new ArrayList<String>();
    lines.addAll(table(proof));
    lines.add("");
    proof.reasons().forEach(reason -> lines.addAll(wrapped(reason)));
    lines.addAll(wrapped(conclusion(recommendation, proof)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> table(Proof proof) {
    var grid = new Grid(true);
    grid.add(List.of("", "", "predicted", "  95 %", "  measured", "  difference", ""));
    String last = "";
    for (Proof.Row row : proof.rows()) {
      String name = row.strategy().equals(last) ? "" : row.strategy();
      last = row.strategy();
      grid.add(
          List.of(
              name,
              Words.title(row.metric()),
              figure(row.metric(), row.predicted()),
              figure(row.metric(), row.bound()),
              figure(row.metric(), row.measured()),
              difference(row),
              outcome(row)));
    }
    return grid.lines().stream().map(Printable::line).toList();
  }

  private static String figure(String metric, @Nullable Double value) {
    return value == null ? Numbers.NONE : Words.figure(metric, value);
  }

  private static String difference(Proof.Row row) {
    if (row.predicted() == null || row.measured() == null || row.predicted() == 0) {
      return Numbers.NONE;
    }
    if (row.measured() > FACTOR * row.predicted()) {
      return "× " + Numbers.rough(row.measured() / row.predicted());
    }
    double share = row.measured() / row.predicted() - 1;
    return (share > 0 ? "+" : "") + Numbers.rough(100 * share) + " %";
  }

  private static String outcome(Proof.Row row) {
    if (row.outcome() != null) {
      return " %s  %s".formatted(row.objective(), row.outcome());
    }
    if (row.predicted() == null || row.measured() == null) {
      return "";
    }
    boolean near = Math.abs(row.measured() - row.predicted()) <= NEAR * row.predicted();
    return near ? " as predicted" : " differs";
  }

  private static String conclusion(Recommendation recommendation, Proof proof) {
    return switch (proof.outcome()) {
      case MET -> recommendation.recommended() + " meets what was asked, as measured.";
      case NOT_MET -> recommendation.recommended() + " does NOT meet what was asked, as measured.";
      case TOO_FEW ->
          "The run had too few samples to judge %s: it proves nothing."
              .formatted(recommendation.recommended());
      case SUSPECT ->
          "The machine disturbed the measurement of %s: it is SUSPECT and proves nothing."
              .formatted(recommendation.recommended());
    };
  }

  private static List<String> wrapped(String text) {
    return Wrap.lines(Printable.line(text), WIDTH);
  }
}
