package dev.pushpull.tune.answer;

import dev.pushpull.text.Numbers;
import dev.pushpull.tune.Bound;
import dev.pushpull.tune.CostKind;
import dev.pushpull.tune.Lines;
import dev.pushpull.tune.Recommendation;
import dev.pushpull.tune.Recommendation.Candidate;
import dev.pushpull.tune.TotalCosts;
import dev.pushpull.tune.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An advice as a terminal shows it, in at most 120 columns where few things are asked for.
 *
 * @param advice what is shown
 */
public record TuneText(Recommendation advice) {

  /** The text, ending with a line end; escape sequences only with {@code colour}. */
  public static String render(Recommendation advice, boolean colour) {
    return new TuneText(advice).text(colour);
  }

  private String text(boolean colour) {
    var lines = new Lines().paragraph(asked()).line("");
    String first = advice.answer().getFirst();
    var _ = colour ? lines.bold(first) : lines.paragraph(first);
    advice.answer().stream().skip(1).forEach(lines::paragraph);
    lines.line("");
    if (!roles().isEmpty()) {
      addTables(lines);
      lines.line("");
    }
    lines.paragraph(check()).paragraph(assumptions());
    advice.notes().forEach(note -> lines.paragraph("Note: " + note + "."));
    return lines.toString();
  }

  private String asked() {
    var asked = advice.question();
    return "%s, %s, %s, %s B; %s%s; cheapest in %s"
        .formatted(
            asked.arrivals(),
            Words.count(asked.feeds(), "feed"),
            Words.count(asked.subscribers(), "subscriber"),
            asked.payloadBytes(),
            String.join(", ", asked.objectives()),
            asked.budgets().isEmpty() ? "" : "; within " + String.join(", ", asked.budgets()),
            asked.cost());
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
            Words.count(check.subscribers(), "subscriber"),
            Words.count(check.feeds(), "feed"),
            Words.seconds(check.windowSeconds()),
            stretch,
            check.replicas());
  }

  private String assumptions() {
    var from = advice.assumptions();
    return "All figures are predicted, none was measured. Round trip %s on average (%s); costs of polls and messages: %s."
        .formatted(
            Numbers.millis(from.roundTripMeanMs()), from.roundTripSource(), from.unitCostsSource());
  }

  /** Figures and costs in one table, or in two where the objectives are many. */
  private void addTables(Lines lines) {
    List<String> metrics = advice.question().metrics().stream().distinct().toList();
    if (metrics.size() == 1) {
      lines.table(rows(metrics, true));
    } else {
      lines.table(rows(metrics, false)).line("").table(rows(List.of(), true));
    }
  }

  private List<List<String>> rows(List<String> metrics, boolean costs) {
    boolean money = advice.question().prices() != null;
    var rows = new ArrayList<List<String>>();
    var heading = new ArrayList<>(List.of("predicted"));
    metrics.forEach(metric -> heading.addAll(List.of("  " + Words.title(metric), "95 %")));
    if (costs) {
      heading.addAll(List.of("  requests/s", "  bytes/s", "  cores"));
      heading.addAll(money ? List.of("  money/month") : List.of());
    }
    heading.add("");
    rows.add(heading);
    roles()
        .forEach(
            (strategy, role) -> {
              Candidate candidate = advice.candidate(strategy);
              var cells = new ArrayList<>(List.of(strategy));
              for (String metric : metrics) {
                cells.add(Words.figure(metric, candidate.figures().get(metric)));
                cells.add(bounds(candidate.bound(), metric));
              }
              cells.addAll(costs ? costs(candidate.costs(), money) : List.of());
              cells.add(" " + role);
              rows.add(cells);
            });
    return rows;
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

  private static List<String> costs(TotalCosts costs, boolean money) {
    var cells = new ArrayList<String>();
    cells.add(Numbers.plain(costs.requestsPerSecond()));
    cells.add(Words.cost(CostKind.BYTES, costs.bytesPerSecond()).replace("/s", ""));
    Double cores = costs.cpuCores();
    cells.add(cores == null ? Numbers.NONE : Numbers.plain(cores));
    if (money) {
      Double price = costs.moneyPerMonth();
      cells.add(price == null ? Numbers.NONE : Numbers.plain(price));
    }
    return cells;
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
}
