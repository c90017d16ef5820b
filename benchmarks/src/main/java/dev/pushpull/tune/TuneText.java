package dev.pushpull.tune;

import dev.pushpull.report.Grid;
import dev.pushpull.report.Numbers;
import dev.pushpull.report.Wrap;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.tune.Recommendation.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An advice as a terminal shows it, in at most 120 columns where few things are asked for. */
public final class TuneText {

  private static final int WIDTH = 120;
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";

  private final Recommendation advice;
  private final boolean colour;

  private TuneText(Recommendation advice, boolean colour) {
    this.advice = advice;
    this.colour = colour;
  }

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(Recommendation advice, boolean colour) {
    return new TuneText(advice, colour).text();
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.addAll(wrapped(asked()));
    lines.add("");
    for (int i = 0; i < advice.answer().size(); i++) {
      List<String> sentence = wrapped(advice.answer().get(i));
      lines.addAll(i == 0 ? sentence.stream().map(this::bold).toList() : sentence);
    }
    lines.add("");
    if (!roles().isEmpty()) {
      lines.addAll(tables());
      lines.add("");
    }
    lines.addAll(wrapped(check()));
    lines.addAll(wrapped(assumptions()));
    advice.notes().forEach(note -> lines.addAll(wrapped("Note: " + note + ".")));
    return String.join("\n", lines) + "\n";
  }

  private String asked() {
    var asked = advice.question();
    var text = new StringBuilder();
    text.append(asked.arrivals())
        .append(", ")
        .append(asked.feeds())
        .append(asked.feeds() == 1 ? " feed, " : " feeds, ")
        .append(Words.subscribers(asked.subscribers()))
        .append(", ")
        .append(asked.payloadBytes())
        .append(" B; ")
        .append(String.join(", ", asked.objectives()));
    if (!asked.budgets().isEmpty()) {
      text.append("; within ").append(String.join(", ", asked.budgets()));
    }
    return text.append("; cheapest in ").append(asked.cost()).toString();
  }

  private String check() {
    var check = advice.verifyingRun();
    String stretch =
        check.stretchFromSeconds() == null
            ? ""
            : " of the trace's worst stretch, which begins %s after its start and holds %s updates"
                .formatted(Words.seconds(check.stretchFromSeconds()), check.stretchUpdates());
    return ("A run that checks it: %s, %s, one window of %s%s. The bound is the"
            + " second worst of %s such runs, simulated.")
        .formatted(
            Words.subscribers(check.subscribers()),
            check.feeds() == 1 ? "1 feed" : check.feeds() + " feeds",
            Words.seconds(check.windowSeconds()),
            stretch,
            check.replicas());
  }

  private String assumptions() {
    var from = advice.assumptions();
    return "All figures are predicted, none was measured. Round trip %s on average (%s); costs of polls and messages: %s."
        .formatted(
            Words.figure("stalenessMs.mean", from.roundTripMeanMs()),
            from.roundTripSource(),
            from.unitCostsSource());
  }

  /** Figures and costs in one table, or in two where the objectives are many. */
  private List<String> tables() {
    List<String> metrics = advice.question().metrics().stream().distinct().toList();
    if (metrics.size() == 1) {
      return table(metrics, true);
    }
    var lines = new ArrayList<>(table(metrics, false));
    lines.add("");
    lines.addAll(table(List.of(), true));
    return lines;
  }

  private List<String> table(List<String> metrics, boolean costs) {
    var grid = new Grid(true);
    boolean money = advice.question().prices() != null;
    grid.add(heading(metrics, costs, money));
    roles()
        .forEach(
            (strategy, role) -> {
              Candidate candidate = advice.candidate(strategy);
              var cells = new ArrayList<>(List.of(strategy));
              metrics.forEach(metric -> cells.addAll(figures(candidate, metric)));
              if (costs) {
                cells.addAll(costs(candidate.costs(), money));
              }
              cells.add(" " + role);
              grid.add(cells);
            });
    return grid.lines().stream().map(Printable::line).toList();
  }

  private static List<String> heading(List<String> metrics, boolean costs, boolean money) {
    var cells = new ArrayList<>(List.of("predicted"));
    for (String metric : metrics) {
      cells.add("  " + Words.title(metric));
      cells.add("95 %");
    }
    if (costs) {
      cells.addAll(List.of("  requests/s", "  bytes/s", "  cores"));
    }
    if (costs && money) {
      cells.add("  money/month");
    }
    cells.add("");
    return cells;
  }

  private List<String> figures(Candidate candidate, String metric) {
    return List.of(
        figure(metric, candidate.figures().get(metric)), bounds(candidate.bound(), metric));
  }

  /** Of each objective that is about a metric: from above it is another one than from below. */
  private String bounds(@Nullable Bound bound, String metric) {
    Map<String, Double> figures = bound == null ? Map.of() : bound.figures();
    var asked = advice.question();
    String bounds =
        IntStream.range(0, asked.objectives().size())
            .filter(i -> asked.metrics().get(i).equals(metric))
            .mapToObj(asked.objectives()::get)
            .flatMap(objective -> Stream.ofNullable(figures.get(objective)))
            .map(figure -> Words.figure(metric, figure))
            .distinct()
            .collect(Collectors.joining(" / "));
    return bounds.isEmpty() ? Numbers.NONE : bounds;
  }

  private static List<String> costs(Costs costs, boolean money) {
    var cells = new ArrayList<String>();
    cells.add(Numbers.plain(costs.requestsPerSecond()));
    cells.add(Words.cost(CostKind.BYTES, costs.bytesPerSecond()).replace("/s", ""));
    cells.add(Numbers.plain(costs.cpuCores()));
    if (money) {
      Double price = costs.moneyPerMonth();
      cells.add(price == null ? Numbers.NONE : Numbers.plain(price));
    }
    return cells;
  }

  private static String figure(String metric, @Nullable Double value) {
    return value == null ? Numbers.NONE : Words.figure(metric, value);
  }

  /** The strategies that the text speaks of, and as what. */
  private Map<String, String> roles() {
    var roles = new LinkedHashMap<String, String>();
    add(roles, advice.recommended(), "recommended");
    add(roles, advice.bestFixed(), "best fixed");
    add(roles, advice.nextCheaper(), "next cheaper poll");
    add(roles, advice.nextFresher(), "next fresher poll");
    add(roles, advice.bestFeedback(), "best feedback");
    add(roles, advice.bestPush(), "best push");
    return roles;
  }

  private static void add(Map<String, String> roles, @Nullable String strategy, String role) {
    if (strategy != null) {
      roles.merge(strategy, role, (old, more) -> old + ", " + more);
    }
  }

  private static List<String> wrapped(String text) {
    return Wrap.lines(Printable.line(text), WIDTH);
  }

  private String bold(String line) {
    return colour ? BOLD + line + RESET : line;
  }
}
