package dev.pushpull.report;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.sut.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run as a terminal shows it: a table for each workload (medians over repeats, and below them the
 * min and max), the recommendation and other findings, what the model expects of polling, and why
 * trials are not VALID. At most 120 columns for the built-in suites.
 */
public final class ConsoleReport {

  private static final int WIDTH = 120;
  static final String RESET = "\u001b[0m";

  private final RunResults run;
  private final boolean colour;

  private ConsoleReport(RunResults run, boolean colour) {
    this.run = run;
    this.colour = colour;
  }

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(RunResults run, boolean colour) {
    return new ConsoleReport(run, colour).text();
  }

  private String text() {
    var lines = new ArrayList<String>();
    Origin.lines(run).forEach(line -> lines.addAll(Wrap.lines(line, WIDTH)));
    lines.addAll(Completeness.lines(run));
    Rows.of(run)
        .forEach(
            (workload, rows) -> {
              lines.add(
                  Printable.line(workload.label())
                      + "; "
                      + windows(rows.getFirst().trials().getFirst()));
              lines.addAll(table(rows, Figures.table(rows)));
              lines.add("");
              Optional<StoryTable> story = StoryTable.of(rows);
              story.ifPresent(told -> lines.addAll(story(told, rows)));
              Lead.of(run, rows).forEach(text -> wrap(lines, text));
              lines.add("");
              story.ifPresent(told -> told.sentences().forEach(text -> wrap(lines, text)));
              Meaning.of(rows).forEach(sentence -> wrap(lines, sentence));
              lines.addAll(oracle(rows));
              lines.add("");
            });
    lines.addAll(protocols());
    lines.addAll(reasons());
    return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  private static void wrap(List<String> lines, String text) {
    lines.addAll(Wrap.lines(Printable.line(text), WIDTH));
  }

  private static String windows(TrialResult trial) {
    String each = Numbers.bare(trial.windowSeconds() / Math.max(1, trial.windows()));
    return trial.windows() == 1
        ? "one window of " + each + " s"
        : trial.windows() + " windows of " + each + " s";
  }

  private List<String> story(StoryTable story, List<Row> rows) {
    var lines = new ArrayList<>(List.of(story.title() + ":"));
    lines.addAll(table(rows, story.figures()));
    lines.add("");
    return lines;
  }

  private List<String> table(List<Row> rows, List<Figure> figures) {
    var grid = new Grid(true);
    grid.add(heading("", "", Figure::group, figures));
    grid.add(heading("strategy", "verdict", Figure::name, figures));
    for (Row row : rows) {
      grid.add(medians(row, figures));
      if (row.usable().size() > 1) {
        grid.add(ranges(row, figures));
      }
    }
    return grid.lines().stream().map(this::painted).toList();
  }

  private static List<String> heading(
      String first, String last, Function<Figure, String> part, List<Figure> figures) {
    var cells = new ArrayList<>(List.of(first));
    figures.stream().map(part).forEach(cells::add);
    cells.add(last);
    return cells;
  }

  private static List<String> medians(Row row, List<Figure> figures) {
    var cells = new ArrayList<>(List.of(Printable.line(row.name())));
    for (Figure figure : figures) {
      Optional<String> median = row.spread(figure).map(s -> s.medianText() + row.mark(figure));
      cells.add(median.orElse(Numbers.NONE));
    }
    cells.add(row.verdictText());
    return cells;
  }

  private static List<String> ranges(Row row, List<Figure> figures) {
    var cells = new ArrayList<>(List.of("  min–max of " + row.usable().size()));
    for (Figure figure : figures) {
      cells.add(row.spread(figure).map(Spread::rangeText).orElse(""));
    }
    return cells;
  }

  private static List<String> oracle(List<Row> rows) {
    var grid = new Grid(false);
    grid.add(List.of("", Figures.delay(rows) + " mean", Oracle.STALENESS.title()));
    List<Row> polls = rows.stream().filter(row -> row.interval().isPresent()).toList();
    polls.forEach(
        row -> grid.add(List.of("  " + Printable.line(row.name()), delivery(row), staleness(row))));
    var lines = new ArrayList<String>();
    boolean told = polls.stream().anyMatch(row -> Oracle.of(Oracle.DELIVERY, row).isPresent());
    if (told) {
      lines.add(
          "Expected by the closed-form model for each trial's own updates (medians of the"
              + " repeats):");
      lines.addAll(grid.lines());
    }
    return lines;
  }

  private static String delivery(Row row) {
    return Oracle.of(Oracle.DELIVERY, row).map(o -> o.text("ms")).orElse(Numbers.NONE);
  }

  private static String staleness(Row row) {
    return Oracle.of(Oracle.STALENESS, row).map(o -> o.text("ms")).orElse(Numbers.NONE);
  }

  private List<String> protocols() {
    var lines = new ArrayList<String>();
    for (String note : Protocols.notes(run)) {
      wrap(lines, note);
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    return lines;
  }

  private List<String> reasons() {
    var lines = new ArrayList<String>();
    if (run.trials().stream().anyMatch(t -> t.validity().verdict() == Verdict.SUSPECT)) {
      lines.add("Figures with ? are SUSPECT, for the reasons below:");
    }
    for (TrialResult trial : run.trials()) {
      for (Validity.Reason reason : trial.validity().reasons()) {
        lines.add(
            "%s: trial %s, %s repeat %s: %s"
                .formatted(
                    reason.verdict(),
                    trial.id(),
                    Printable.line(trial.name()),
                    trial.repeat(),
                    reason));
      }
      String unaudited = trial.validity().notAuditable();
      if (unaudited != null) {
        lines.add("trial %s is not auditable in part: %s".formatted(trial.id(), unaudited));
      }
    }
    return lines.stream()
        .flatMap(line -> Wrap.lines(Printable.line(line), WIDTH).stream())
        .map(this::painted)
        .toList();
  }

  /** Colours the verdict's word, which is there with and without colour. */
  private String painted(String line) {
    if (!colour) {
      return line;
    }
    for (Verdict verdict : List.of(Verdict.INVALID, Verdict.SUSPECT, Verdict.VALID)) {
      String word = "\\b" + verdict + "\\b";
      if (line.matches(".*" + word + ".*")) {
        return line.replaceFirst(word, code(verdict) + verdict + RESET);
      }
    }
    return line;
  }

  static String code(Verdict verdict) {
    return switch (verdict) {
      case VALID -> "\u001b[32m";
      case SUSPECT -> "\u001b[33m";
      case INVALID -> "\u001b[31m";
    };
  }
}
