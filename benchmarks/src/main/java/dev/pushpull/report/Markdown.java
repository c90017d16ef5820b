package dev.pushpull.report;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code summary.md}: a run as a pull request shows it. */
public final class Markdown {

  private Markdown() {}

  /** The whole file. */
  public static String render(RunResults run) {
    var lines = new ArrayList<String>();
    lines.add("## pushpull " + escaped(run.runId()));
    Origin.lines(run).forEach(line -> lines.addAll(List.of("", "**" + line + "**")));
    Completeness.lines(run).forEach(line -> lines.addAll(List.of("", "**" + line + "**")));
    Rows.of(run).forEach((workload, rows) -> lines.addAll(section(run, workload.label(), rows)));
    lines.addAll(protocols(run));
    lines.addAll(reasons(run));
    lines.addAll(provenance(run));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> section(RunResults run, String workload, List<Row> rows) {
    var lines = new ArrayList<>(List.of("", "### " + escaped(workload)));
    Lead.of(run, rows).forEach(text -> lines.addAll(List.of("", escaped(text))));
    lines.add("");
    Meaning.of(rows).forEach(sentence -> lines.add("- " + escaped(sentence)));
    lines.add("");
    lines.addAll(table(rows, Figures.table(rows)));
    lines.addAll(
        List.of(
            "",
            "Medians of the repeats, with min–max in brackets; `≥`: a lower bound, because some"
                + " updates were never seen; `?`: SUSPECT, for a reason below; —: too few samples,"
                + " or not measured. INVALID trials are excluded."));
    StoryTable.of(rows).ifPresent(story -> lines.addAll(story(story, rows)));
    lines.addAll(oracle(rows));
    return lines;
  }

  private static List<String> story(StoryTable story, List<Row> rows) {
    var lines = new ArrayList<>(List.of("", "#### " + escaped(story.title()), ""));
    story.sentences().forEach(sentence -> lines.add("- " + escaped(sentence)));
    lines.add("");
    lines.addAll(table(rows, story.figures()));
    return lines;
  }

  private static List<String> table(List<Row> rows, List<Figure> figures) {
    var lines = new ArrayList<String>();
    lines.add(line("strategy", Figure::title, "verdict", figures));
    lines.add(line("---", _ -> "---:", "---", figures));
    for (Row row : rows) {
      lines.add(line(code(row.name()), figure -> cell(row, figure), row.verdictText(), figures));
    }
    return lines;
  }

  private static String line(
      String first, Function<Figure, String> cell, String last, List<Figure> figures) {
    var cells = new ArrayList<>(List.of(first));
    figures.stream().map(cell).forEach(cells::add);
    cells.add(last);
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String cell(Row row, Figure figure) {
    return row.spread(figure)
        .map(
            s ->
                s.medianText()
                    + row.mark(figure)
                    + (s.repeats() == 1 ? "" : " (" + s.rangeText() + ")"))
        .orElse(Numbers.NONE);
  }

  private static List<String> oracle(List<Row> rows) {
    List<Row> polls = rows.stream().filter(row -> row.interval().isPresent()).toList();
    if (polls.stream().noneMatch(row -> Oracle.of(Oracle.DELIVERY, row).isPresent())) {
      return List.of();
    }
    var lines =
        new ArrayList<>(
            List.of(
                "",
                "Expected by the closed-form model for each trial's own updates, and measured:",
                "",
                "| strategy | "
                    + Figures.delay(rows)
                    + " mean | staleness mean | time stale | empty polls |",
                "| --- | ---: | ---: | ---: | ---: |"));
    for (Row row : polls) {
      var cells = new ArrayList<>(List.of(code(row.name())));
      for (Oracle.Quantity quantity : Oracle.ALL) {
        Optional<Oracle> oracle = Oracle.of(quantity, row);
        cells.add(oracle.map(o -> o.text(quantity.unit())).orElse(Numbers.NONE));
      }
      lines.add("| " + String.join(" | ", cells) + " |");
    }
    return lines;
  }

  private static List<String> protocols(RunResults run) {
    var lines = new ArrayList<String>();
    Protocols.notes(run).forEach(note -> lines.add("- " + escaped(note)));
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("", "### " + Protocols.TITLE, ""));
    }
    return lines;
  }

  private static List<String> reasons(RunResults run) {
    var lines = new ArrayList<String>();
    for (TrialResult trial : run.trials()) {
      for (Validity.Reason reason : trial.validity().reasons()) {
        lines.add(
            "- **%s** trial %s, %s repeat %s: %s"
                .formatted(
                    reason.verdict(),
                    escaped(trial.id()),
                    code(trial.name()),
                    trial.repeat(),
                    escaped(reason.toString())));
      }
    }
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("", "### Not VALID", ""));
    }
    lines.addAll(unaudited(run));
    return lines;
  }

  /** What could not be held against the server's counts, though the figures may be VALID. */
  private static List<String> unaudited(RunResults run) {
    var lines = new ArrayList<String>();
    for (TrialResult trial : run.trials()) {
      String why = trial.validity().notAuditable();
      if (why != null) {
        lines.add("- trial %s: %s".formatted(escaped(trial.id()), escaped(why)));
      }
    }
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("", "### Not auditable in part", ""));
    }
    return lines;
  }

  /** As code, whatever it holds: a backtick or a line end would end it, a pipe ends a cell. */
  static String code(String text) {
    return "`" + Printable.line(text).replace('`', '\'').replace("|", "\\|") + "`";
  }

  /** As plain text, whatever it holds. */
  static String escaped(String text) {
    return Printable.line(text).replaceAll("[\\\\`*_<>|\\[\\]]", "\\\\$0");
  }

  private static List<String> provenance(RunResults run) {
    var at = run.environment();
    return List.of(
        "",
        (run.inVirtualTime() ? "Simulated, with seed" : "Seed")
            + " %s; %s; %s; %s, %s cores; build %s; made by %s."
                .formatted(
                    run.seed(),
                    escaped(at.jdk()),
                    escaped(at.os()),
                    escaped(at.cpu()),
                    at.cores(),
                    at.git().isEmpty() ? "unknown" : escaped(at.git()),
                    code(at.command())));
  }
}
