package dev.pushpull.report.sweep;

import static dev.pushpull.report.Span.Style.BOLD;
import static dev.pushpull.report.Span.Style.CODE;
import static dev.pushpull.report.Span.Style.MARKUP;
import static dev.pushpull.report.Span.Style.PLAIN;
import static dev.pushpull.report.Span.Style.TERMINAL;

import dev.pushpull.machine.Environment;
import dev.pushpull.report.Document;
import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.MarkdownRenderer;
import dev.pushpull.report.RunNotices;
import dev.pushpull.report.Span;
import dev.pushpull.report.Spread;
import dev.pushpull.report.TargetNotes;
import dev.pushpull.report.TextRenderer;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A sweep as text: a table for each workload (medians over repeats, and their min and max), the
 * recommendation and other findings, what the model expects of polling, and why trials are not
 * VALID.
 */
public final class SweepReport {

  private static final String EXPECTED =
      "Expected by the closed-form model for each trial's own updates";
  private static final String LEGEND =
      "Medians of the repeats, with min–max in brackets; `≥`: a lower bound, because some updates"
          + " were never seen; `?`: SUSPECT, for a reason below; —: too few samples, or not"
          + " measured. INVALID trials are excluded.";

  private SweepReport() {}

  /** For a terminal, of at most 120 columns for the built-in suites. */
  public static String text(RunResults run, boolean colour) {
    var text = new Document().paragraphs(RunNotices.of(run));
    text.paragraphs(TargetNotes.of(run)).gap();
    Map<WorkloadInfo, List<Row>> tables = Rows.of(run);
    tables.forEach(
        (workload, rows) -> {
          text.heading(3, PLAIN.of(workload.label() + "; " + windows(rows)));
          text.add(table(rows, ScenarioTerms.of(rows).table())).gap();
          TargetNotes.counted(trials(rows))
              .ifPresent(c -> text.heading(4, PLAIN.of(TargetNotes.COUNTED + ":")).add(c).gap());
          var story = ScenarioTable.of(rows);
          story.ifPresent(
              s -> text.heading(4, PLAIN.of(s.title() + ":")).add(table(rows, s.figures())).gap());
          text.paragraphs(SweepRecommendation.of(run, rows)).gap();
          story.ifPresent(s -> text.paragraphs(s.sentences()));
          text.paragraphs(SweepFindings.of(rows));
          expected(text, rows, true);
          text.gap();
        });
    EngineTables engines = EngineTables.of(run);
    engines
        .tables()
        .forEach(
            (workload, table) ->
                text.heading(3, PLAIN.of(EngineTables.TITLE + ": " + workload.label()))
                    .add(table)
                    .gap());
    text.paragraphs(engines.sentences()).gap();
    text.paragraphs(Protocols.notes(tables.values())).gap();
    if (run.trials().stream().anyMatch(t -> t.validity().verdict() == Verdict.SUSPECT)) {
      text.paragraph(
          PLAIN.of("Figures with ? are "),
          Span.of(PLAIN, Verdict.SUSPECT),
          PLAIN.of(", for the reasons below:"));
    }
    for (TrialResult trial : run.trials()) {
      text.add(new Document.Notes(reasons(trial)));
      text.paragraphs(unaudited(trial, " is not auditable in part: "));
    }
    return TextRenderer.render(text, colour);
  }

  private static Stream<TrialResult> trials(List<Row> rows) {
    return rows.stream().flatMap(row -> row.trials().stream());
  }

  private static String windows(List<Row> rows) {
    TrialResult trial = rows.getFirst().trials().getFirst();
    String each = Numbers.bare(trial.windowSeconds() / Math.max(1, trial.windows()));
    return trial.windows() == 1
        ? "one window of " + each + " s"
        : trial.windows() + " windows of " + each + " s";
  }

  /** {@code summary.md}: for a pull request. */
  public static String markdown(RunResults run) {
    var document = new Document().heading(2, PLAIN.of("pushpull " + run.runId()));
    document.paragraphs(BOLD, RunNotices.of(run));
    document.notes(3, TargetNotes.TITLE, Document.plain(TargetNotes.of(run)));
    Map<WorkloadInfo, List<Row>> tables = Rows.of(run);
    tables.forEach(
        (workload, rows) -> {
          document
              .heading(3, PLAIN.of(workload.label()))
              .paragraphs(SweepRecommendation.of(run, rows))
              .notes(SweepFindings.of(rows))
              .add(table(rows, ScenarioTerms.of(rows).table()))
              .paragraph(MARKUP.of(LEGEND));
          TargetNotes.counted(trials(rows))
              .ifPresent(c -> document.heading(4, PLAIN.of(TargetNotes.COUNTED)).add(c));
          ScenarioTable.of(rows)
              .ifPresent(
                  s ->
                      document
                          .heading(4, PLAIN.of(s.title()))
                          .notes(s.sentences())
                          .add(table(rows, s.figures())));
          expected(document, rows, false);
        });
    EngineTables engines = EngineTables.of(run);
    document.notes(3, EngineTables.TITLE, Document.plain(engines.sentences()));
    engines
        .tables()
        .forEach((workload, table) -> document.heading(4, PLAIN.of(workload.label())).add(table));
    if (!engines.tables().isEmpty()) {
      document.paragraph(PLAIN.of(EngineTables.LEGEND));
    }
    document.notes(3, Protocols.TITLE, Document.plain(Protocols.notes(tables.values())));
    List<List<Span>> reasons = run.trials().stream().flatMap(t -> reasons(t).stream()).toList();
    List<String> unaudited =
        run.trials().stream().flatMap(t -> unaudited(t, ": ").stream()).toList();
    document.notes(3, "Not VALID", reasons);
    document.notes(3, "Not auditable in part", Document.plain(unaudited));
    String seed = (run.inVirtualTime() ? "Simulated, with seed " : "Seed ") + run.seed() + "; ";
    return MarkdownRenderer.render(document.paragraph(madeBy(seed, run.environment())));
  }

  /** With what and where a run was made. */
  public static Span[] madeBy(String before, Environment at) {
    String build = at.git().isEmpty() ? "unknown" : at.git();
    String where =
        "%s; %s; %s, %s cores; build %s; made by "
            .formatted(at.jdk(), at.os(), at.cpu(), at.cores(), build);
    return new Span[] {PLAIN.of(before + where), CODE.of(at.command()), PLAIN.of(".")};
  }

  private static List<List<Span>> reasons(TrialResult trial) {
    return trial.validity().reasons().stream()
        .map(
            reason ->
                List.of(
                    Span.of(BOLD, reason.verdict()),
                    TERMINAL.of(":"),
                    PLAIN.of(" trial " + trial.id() + ", "),
                    CODE.of(trial.name()),
                    PLAIN.of(" repeat " + trial.repeat() + ": " + reason)))
        .toList();
  }

  /** What could not be held against the server's counts, though the figures may be VALID. */
  private static List<String> unaudited(TrialResult trial, String is) {
    String why = trial.validity().notAuditable();
    return why == null ? List.of() : List.of("trial " + trial.id() + is + why);
  }

  private static Table table(List<Row> rows, List<TrialFigure> figures) {
    var columns = new ArrayList<>(List.of(Column.text("strategy")));
    figures.forEach(f -> columns.add(new Column(f.group(), f.name(), f.title(), true)));
    columns.add(Column.text("verdict"));
    return new Table(columns, rows.stream().map(row -> cells(row, figures)).toList());
  }

  private static List<Cell> cells(Row row, List<TrialFigure> figures) {
    int repeats = row.usable().size();
    String below = repeats > 1 ? "  min–max of " + repeats : "";
    var cells = new ArrayList<>(List.of(new Cell(List.of(CODE.of(row.name())), below, "")));
    for (TrialFigure figure : figures) {
      cells.add(
          row.spread(figure)
              .map(spread -> cell(spread, row.mark(figure), repeats > 1))
              .orElse(Cell.of(Numbers.NONE)));
    }
    Span verdict = Span.of(PLAIN, row.verdict());
    cells.add(Cell.of(verdict, PLAIN.of(row.verdictText().substring(verdict.text().length()))));
    return cells;
  }

  private static Cell cell(Spread spread, String mark, boolean several) {
    return new Cell(
        List.of(PLAIN.of(spread.medianText() + mark)),
        several ? spread.rangeText() : "",
        spread.repeats() == 1 ? "" : spread.rangeText());
  }

  /** What the closed forms expect, if they do of any. */
  private static void expected(Document document, List<Row> rows, boolean terminal) {
    Expected delay = ScenarioTerms.of(rows).expected();
    List<Row> polls = rows.stream().filter(row -> row.interval().isPresent()).toList();
    if (polls.stream().noneMatch(row -> delay.text(row).isPresent())) {
      return;
    }
    var all = new ArrayList<>(List.of(delay, Expected.STALENESS));
    all.addAll(terminal ? List.of() : Expected.SHARES);
    var columns = new ArrayList<>(List.of(Column.text(terminal ? "" : "strategy")));
    all.forEach(of -> columns.add(new Column("", of.title(), of.title(), !terminal)));
    var cells = new ArrayList<List<Cell>>();
    for (Row row : polls) {
      var line = new ArrayList<>(List.of(Cell.of(TERMINAL.of("  "), CODE.of(row.name()))));
      all.forEach(of -> line.add(Cell.of(of.text(row).orElse(Numbers.NONE))));
      cells.add(line);
    }
    String how = terminal ? " (medians of the repeats):" : ", and measured:";
    document.paragraph(PLAIN.of(EXPECTED + how)).add(new Table(columns, cells));
  }
}
