package dev.pushpull.report;

import dev.pushpull.report.Document.Cell;
import dev.pushpull.report.Document.Column;
import dev.pushpull.report.Document.Table;
import dev.pushpull.report.Span.Style;
import dev.pushpull.result.AbsentFigure;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TargetFigures;
import dev.pushpull.result.TargetFigures.Counted;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reader must know of a run whose server is not ours. */
public final class TargetNotes {

  /** What a section of them is called. */
  public static final String TITLE = "Target";

  /** What the table of numbered updates is called. */
  public static final String COUNTED = "Updates by their numbers";

  private TargetNotes() {}

  /** A few lines for each target; none for a run of our own server. */
  public static List<String> of(RunResults run) {
    return byTarget(run.trials()).values().stream().flatMap(TargetNotes::lines).toList();
  }

  private static Map<List<Object>, List<TrialResult>> byTarget(List<TrialResult> trials) {
    return trials.stream()
        .filter(trial -> trial.target() != null)
        .collect(
            Collectors.groupingBy(TargetNotes::identity, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Object> identity(TrialResult trial) {
    TargetFigures target = trial.target();
    return target == null
        ? List.of()
        : List.of(target.name(), target.url(), target.truth(), target.anyCertificate());
  }

  private static Stream<String> lines(List<TrialResult> trials) {
    var lines = new ArrayList<String>();
    TargetFigures target = trials.getFirst().target();
    if (target != null) {
      lines.add(
          "Target %s at %s, not our server; truth: %s.%s"
              .formatted(
                  target.name(),
                  target.url(),
                  target.truth(),
                  target.anyCertificate() ? " certificates: any." : ""));
      lines.add(bounds(trials, target));
    }
    counters(trials).ifPresent(lines::add);
    counts(trials).ifPresent(lines::add);
    return lines.stream();
  }

  /** How much is known of when updates were published. */
  private static String bounds(List<TrialResult> trials, TargetFigures target) {
    if (target.counted() != null) {
      return "Updates are only numbered here: nothing tells how late or how stale clients were.";
    }
    String clock = target.clock() == null ? "" : " Clock: " + target.clock() + ".";
    List<Double> widths =
        targets(trials).flatMap(of -> Stream.ofNullable(of.widthP50Ms())).sorted().toList();
    if (targets(trials).allMatch(of -> of.atMost() == null)) {
      return "It is not known how long before it was first seen an update was published, so"
          + " delivery, staleness and age are lower bounds, marked ≥."
          + clock;
    }
    String width =
        widths.isEmpty()
            ? ""
            : " to within %s (median)".formatted(Numbers.millis(widths.get(widths.size() / 2)));
    return "When an update was published is known%s, so delivery, staleness and age are given from the least to the most that they can be.%s"
        .formatted(width, clock);
  }

  private static Optional<String> counters(List<TrialResult> trials) {
    return trials.stream().flatMap(t -> t.absent().stream()).anyMatch(TargetNotes::isOfServer)
        ? Optional.of(
            TargetFigures.NO_COUNTERS
                + (trials.stream().anyMatch(TargetNotes::tellsCpu)
                    ? "; its process is known, so CPU is all that this used."
                    : ", so there is no server CPU or memory, and only what clients counted is"
                        + " audited."))
        : Optional.empty();
  }

  private static boolean isOfServer(AbsentFigure absent) {
    return absent.reason().equals(TargetFigures.NO_COUNTERS);
  }

  private static boolean tellsCpu(TrialResult trial) {
    return trial.overhead().perSubscriberSecond().serverCpuMicros() != null;
  }

  private static Optional<String> counts(List<TrialResult> trials) {
    var parts = new ArrayList<String>();
    add(parts, "%,d updates published here", sum(trials, TargetFigures::own));
    add(parts, "%,d of them never seen", sum(trials, TargetFigures::neverSeen));
    add(parts, "%,d publishes unconfirmed", sum(trials, TargetFigures::unconfirmed));
    add(parts, "%,d updates of others", sum(trials, TargetFigures::foreign));
    add(parts, "%,d places in their order guessed", sum(trials, TargetFigures::guessed));
    add(parts, "%,d updates contradictory", sum(trials, TargetFigures::contradicted));
    add(
        parts,
        "%,d requests rejected (429 or 503), which were obeyed",
        sum(trials, TargetFigures::rejected));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("Over all trials: " + String.join(", ", parts) + ".");
  }

  private static void add(List<String> parts, String format, long count) {
    if (count > 0) {
      parts.add(String.format(Locale.ROOT, format, count));
    }
  }

  private static long sum(List<TrialResult> trials, ToLongFunction<TargetFigures> of) {
    return targets(trials).mapToLong(of).sum();
  }

  private static Stream<TargetFigures> targets(List<TrialResult> trials) {
    return trials.stream().flatMap(trial -> Stream.ofNullable(trial.target()));
  }

  /** Why figures are absent, each reason once with the figures; for a line of a table. */
  public static String absent(TrialResult trial) {
    return trial.absent().stream()
        .collect(
            Collectors.groupingBy(
                AbsentFigure::reason,
                LinkedHashMap::new,
                Collectors.mapping(AbsentFigure::figure, Collectors.joining(", "))))
        .entrySet()
        .stream()
        .map(reason -> "%s (%s)".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** What counters of updates tell of trials; empty where none were asked for. */
  public static Optional<Table> counted(Stream<TrialResult> trials) {
    List<List<Cell>> lines =
        trials
            .filter(trial -> trial.validity().verdict() != Verdict.INVALID)
            .flatMap(
                trial ->
                    targets(List.of(trial))
                        .flatMap(of -> Stream.ofNullable(of.counted()))
                        .map(counted -> line(trial, counted)))
            .toList();
    List<Column> columns =
        List.of(
            Column.text("strategy"),
            Column.figures("repeat"),
            Column.figures("lost"),
            Column.figures("doubled"),
            Column.figures("reordered"),
            Column.figures("mean behind"),
            Column.figures("max behind"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Table(columns, lines));
  }

  private static List<Cell> line(TrialResult trial, Counted counted) {
    Stream<String> figures =
        Stream.of(
            String.valueOf(trial.repeat()),
            count(counted.lost()),
            count(counted.doubled()),
            count(counted.reordered()),
            known(counted.meanBehind()),
            count(counted.maxBehind()));
    return Stream.concat(Stream.of(Cell.of(Style.CODE.of(trial.name()))), figures.map(Cell::of))
        .toList();
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String known(@Nullable Double value) {
    return value == null ? Numbers.NONE : Numbers.plain(value);
  }
}
