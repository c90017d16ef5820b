package dev.pushpull.report.sweep;

import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where polling and push cost the same: the interval at which the measured costs of a polling kind,
 * joined by straight lines on log axes, cross a push's cost. Rests on sound rows alone, and on
 * intervals that were measured: nothing is extrapolated. Polls whose answers decide when the next
 * one is due have no interval and stay out.
 */
public final class BreakEven {

  private static final Comparator<String> PLAIN_FIRST =
      Comparator.comparing((String kind) -> !kind.equals("poll"))
          .thenComparing(Comparator.reverseOrder());

  private record Point(double intervalMillis, double cost) {}

  private BreakEven() {}

  /** A sentence for each push and polling kind, by the cost's metric. */
  public static Map<String, List<String>> byMetric(List<Row> rows) {
    var found = new LinkedHashMap<String, List<String>>();
    for (Cost cost : Cost.ALL) {
      found.put(
          cost.figure().metric(),
          rows.stream()
              .filter(row -> row.supportsClaims(cost.figure().kind()))
              .filter(row -> row.isChoice() && !row.polls())
              .flatMap(push -> sentences(rows, push, cost))
              .toList());
    }
    return found;
  }

  /** The sentence about bytes of one push and plain polling, if both were measured. */
  static Optional<String> bytes(Row push, List<Row> rows) {
    return sentences(rows, push, Cost.BYTES).findFirst();
  }

  private static Stream<String> sentences(List<Row> rows, Row push, Cost cost) {
    Map<String, List<Point>> kinds =
        Row.sound(rows, cost.figure()).stream()
            .filter(row -> row.interval().isPresent())
            .collect(
                Collectors.groupingBy(
                    Row::kind,
                    () -> new TreeMap<>(PLAIN_FIRST),
                    Collectors.mapping(row -> point(row, cost), Collectors.toList())));
    return push.median(cost.figure()).stream()
        .flatMap(
            level ->
                kinds.entrySet().stream()
                    .map(
                        kind ->
                            sentence(push.name(), kind.getKey(), kind.getValue(), level, cost)));
  }

  private static Point point(Row row, Cost cost) {
    double interval = row.interval().orElseThrow().toNanos() / 1e6;
    return new Point(interval, row.median(cost.figure()).orElseThrow());
  }

  private static String sentence(
      String push, String kind, List<Point> points, double level, Cost cost) {
    List<Double> crossings = crossings(points, level);
    String less = "%s %s %s".formatted(cost.verb(), cost.fewer(), cost.noun());
    if (crossings.size() > 1) {
      return "The costs of %s and %s cross more than once, so there is no single break-even interval."
          .formatted(push, kind);
    }
    if (crossings.size() == 1) {
      return "Below an interval of %s, %s %s than %s at this update rate; above it, %s does."
          .formatted(Numbers.millis(crossings.getFirst()), push, less, kind, kind);
    }
    String tried = tried(points);
    if (points.stream().allMatch(point -> point.cost() == level)) {
      return "%s and %s cost the same %s.".formatted(push, kind, tried);
    }
    boolean pushIsLess = level < points.getFirst().cost();
    String more = "%s more %s".formatted(cost.verb(), cost.noun());
    return "%s %s than %s %s.".formatted(push, pushIsLess ? less : more, kind, tried);
  }

  private static String tried(List<Point> points) {
    String first = Numbers.millis(points.getFirst().intervalMillis());
    String last = Numbers.millis(points.getLast().intervalMillis());
    return points.size() == 1
        ? "at " + first + ", the only interval tried"
        : "at every interval tried, from " + first + " to " + last;
  }

  private static List<Double> crossings(List<Point> points, double level) {
    var found = new ArrayList<Double>();
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      if ((a.cost() > level) != (b.cost() > level)) {
        found.add(crossing(a, b, level));
      }
    }
    return found;
  }

  /** On log axes; where a cost is not above 0, on plain ones. */
  private static double crossing(Point a, Point b, double level) {
    boolean log = a.cost() > 0 && b.cost() > 0 && level > 0;
    double share =
        log
            ? Math.log(level / a.cost()) / Math.log(b.cost() / a.cost())
            : (level - a.cost()) / (b.cost() - a.cost());
    return a.intervalMillis() * Math.pow(b.intervalMillis() / a.intervalMillis(), share);
  }
}
