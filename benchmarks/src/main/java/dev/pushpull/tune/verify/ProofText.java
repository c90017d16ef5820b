package dev.pushpull.tune.verify;

import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Lines;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.List;

/** What was predicted and what was measured, as a terminal shows it. */
public final class ProofText {

  /** A cost is as predicted within this share of it. */
  private static final double NEAR = 0.1;

  /** What is larger by more is told as a factor. */
  private static final double FACTOR = 5;

  private ProofText() {}

  /** The text, ending with a line end. */
  public static String render(Recommendation recommendation, Proof proof) {
    var lines = new Lines().table(rows(proof)).line("");
    proof.reasons().forEach(lines::paragraph);
    String strategy = recommendation.recommended();
    return lines
        .paragraph(
            switch (proof.outcome()) {
              case MET -> strategy + " meets what was asked, as measured.";
              case NOT_MET -> strategy + " does NOT meet what was asked, as measured.";
              case TOO_FEW ->
                  "The run had too few samples to judge " + strategy + ": it proves nothing.";
              case SUSPECT ->
                  "The machine disturbed the measurement of %s: it is SUSPECT and proves nothing."
                      .formatted(strategy);
            })
        .toString();
  }

  private static List<List<String>> rows(Proof proof) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("", "", "predicted", "  95 %", "  measured", "  difference", ""));
    String last = "";
    for (Proof.Row row : proof.rows()) {
      rows.add(
          List.of(
              row.strategy().equals(last) ? "" : row.strategy(),
              Words.title(row.metric()),
              Words.figure(row.metric(), row.predicted()),
              Words.figure(row.metric(), row.bound()),
              measured(row),
              difference(row),
              outcome(row)));
      last = row.strategy();
    }
    return rows;
  }

  private static String measured(Proof.Row row) {
    String least = Words.figure(row.metric(), row.measured());
    return row.atMost() == null || row.measured() == null
        ? least
        : least + "–" + Words.figure(row.metric(), row.atMost());
  }

  private static String difference(Proof.Row row) {
    if (row.predicted() == null || row.measured() == null || row.predicted() == 0) {
      return Numbers.NONE;
    }
    double ratio = row.measured() / row.predicted();
    return row.measured() > FACTOR * row.predicted()
        ? "× " + Numbers.rough(ratio)
        : (ratio > 1 ? "+" : "") + Numbers.rough(100 * (ratio - 1)) + " %";
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
}
