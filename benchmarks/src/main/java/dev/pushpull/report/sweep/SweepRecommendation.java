package dev.pushpull.report.sweep;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.pushpull.metric.Metrics;
import dev.pushpull.report.Spread;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.spec.Pace;
import dev.pushpull.spec.Strategy;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recommendation that an answer leads with, for readers who must choose between polling and
 * push and between intervals. A pure function of what is stored, and only strategies whose trials
 * can be relied on are recommended. The choice among polls, and among pushes, is the cheapest that
 * meets the run's requirements; where it has none, the cheapest that is {@link
 * ScenarioTerms#isFresh fresh}.
 */
public final class SweepRecommendation {

  private static final int REASONS = 3;

  /** Fewer repeats are too few to go by. */
  private static final int ENOUGH = 3;

  private final List<Row> rows;
  private final List<Row> sound;
  private final List<Row> complete;
  private final ScenarioTerms terms;
  private final RowRequirements demands;
  private final boolean required;
  private final String measured;
  private final List<String> told = new ArrayList<>();

  private SweepRecommendation(RunResults run, List<Row> all) {
    this.rows = all.stream().filter(Row::isChoice).toList();
    this.terms = ScenarioTerms.of(all);
    this.demands = RowRequirements.of(run);
    this.measured = run.inVirtualTime() ? "simulated" : "measured";
    this.sound = Row.sound(rows, terms.mean());
    this.complete = sound.stream().filter(ChatTable::losesNothing).toList();
    this.required = sound.stream().anyMatch(row -> !demands.about(row).isEmpty());
  }

  /**
   * A sentence or more.
   *
   * @param rows of one workload of the run
   */
  public static List<String> of(RunResults run, List<Row> rows) {
    return new SweepRecommendation(run, rows).paragraphs();
  }

  private List<String> paragraphs() {
    if (sound.isEmpty()) {
      return List.of(nothing());
    }
    Optional<Row> push = cheapest(accepted(false));
    Optional<Row> poll = cheapest(accepted(true));
    List<Row> recommended = Stream.concat(push.stream(), poll.stream()).toList();
    if (required && push.isEmpty() && poll.isEmpty()) {
      told.add(unmet());
    } else if (push.isPresent() && poll.isPresent()) {
      both(push.get(), poll.get());
    } else {
      recommended.forEach(row -> told.add(use(row) + why(row)));
      if (poll.isEmpty()) {
        missing(true);
      }
      if (push.isEmpty()) {
        missing(false);
      }
    }
    List<String> lossy = names(sound, row -> !complete.contains(row));
    if (!lossy.isEmpty()) {
      say(
          "Not recommended, because messages were lost, duplicated or out of order: %s.",
          Protocols.enumerated(lossy));
    }
    caveat(recommended);
    return told;
  }

  @FormatMethod
  private void say(@FormatString String format, Object... values) {
    told.add(String.format(Locale.ROOT, format, values));
  }

  private static List<String> names(List<Row> rows, Predicate<Row> wanted) {
    return rows.stream().filter(wanted).map(Row::name).toList();
  }

  private List<Row> accepted(boolean polls) {
    return complete.stream()
        .filter(row -> row.polls() == polls)
        .filter(row -> required ? demands.met(row) : terms.isFresh(row))
        .toList();
  }

  private Optional<Row> cheapest(List<Row> from) {
    return from.stream()
        .min(Comparator.comparing(row -> row.median(terms.cost()).orElse(Double.MAX_VALUE)));
  }

  /** Push and poll would do: which of them comes first depends on what each costs. */
  private void both(Row push, Row poll) {
    boolean fresher = isLess(terms.mean(), push, poll);
    String usePush = sentence(way(push));
    if (isLess(terms.cost(), poll, push)) {
      if (required) {
        told.add(use(poll) + cheapestOfAll(poll));
      } else {
        String usePoll = sentence(way(poll));
        say("%s if that is fresh enough: %s.%s", usePoll, terms.tell(poll), why(poll));
      }
      if (fresher) {
        say("%s if screens must be fresher: %s.", usePush, terms.tell(push));
      } else {
        say("%s was not shown to be fresher: %s.", push.name(), terms.tell(push));
      }
    } else {
      say(
          "%s if clients can keep a connection open: %s.%s%s",
          usePush,
          terms.tell(push),
          required ? cheapestOfAll(push) : "",
          fresher ? "" : " It was not shown to be fresher than polling.");
      say("If you must poll, %s: %s.%s", way(poll), terms.tell(poll), why(poll));
    }
    List<String> against = terms.against(push, poll);
    if (!against.isEmpty()) {
      say(
          "Compared with polling like that, %s took %s.",
          push.name(), Protocols.enumerated(against));
    }
  }

  /** That it meets what was asked, and whether anything cheaper does. */
  private String cheapestOfAll(Row row) {
    List<Row> all = Stream.concat(accepted(false).stream(), accepted(true).stream()).toList();
    String met = demands.text(List.of(row));
    return cheapest(all).equals(Optional.of(row))
        ? " It is the cheapest strategy %s, in bytes, that meets %s.".formatted(measured, met)
        : " It meets " + met + ".";
  }

  private static boolean isLess(TrialFigure figure, Row one, Row other) {
    Optional<Spread> a = one.validSpread(figure);
    Optional<Spread> b = other.validSpread(figure);
    return a.isPresent() && b.isPresent() && a.get().isBelow(b.get());
  }

  private String use(Row row) {
    return "%s: %s.".formatted(sentence(way(row)), terms.tell(row));
  }

  /** Why this one of its like. */
  private String why(Row row) {
    boolean polls = row.polls();
    String kind = kind(polls);
    String rule = required ? "meets " + demands.text(List.of(row)) : terms.limit();
    if (names(rows, other -> other.polls() == polls).size() == 1) {
      String only = "It is the only %s %s, and it".formatted(kind, measured);
      return polls || required ? " %s %s.".formatted(polls ? only : "It", rule) : "";
    }
    return accepted(polls).size() == 1
        ? " It is the only %s %s that %s.".formatted(kind, measured, rule)
        : " It is the cheapest %s %s, in bytes, that %s.".formatted(kind, measured, rule);
  }

  /** Why no poll, or no push, is recommended. */
  private void missing(boolean polls) {
    Predicate<Row> wanted = row -> row.polls() == polls;
    List<String> names = names(rows, wanted);
    List<Row> usable = complete.stream().filter(wanted).toList();
    if (names.isEmpty()) {
      String what = polls ? "whether polling would do" : "what moving to WebSocket would bring";
      say("No %s was %s, so this run does not say %s.", kind(polls), measured, what);
    } else if (sound.stream().noneMatch(wanted)) {
      say(
          "Nothing can be said of %s: %s no trials to rely on.",
          Protocols.enumerated(names), names.size() == 1 ? "it has" : "they have");
    } else {
      String rule = required ? "met " + demands.text(usable) : terms.limit();
      Row.least(usable, terms.mean())
          .ifPresent(
              row ->
                  say(
                      "No %s %s is known to have %s. The freshest, %s: %s.",
                      kind(polls), measured, rule, row.name(), terms.tell(row)));
    }
  }

  private static String kind(boolean polls) {
    return polls ? "poll" : "push";
  }

  private String unmet() {
    List<String> unknown = names(complete, demands::unknown);
    String meets = unknown.isEmpty() ? "meets" : "is known to meet";
    var unmet = new ArrayList<String>();
    unmet.add("No strategy %s %s %s.".formatted(measured, meets, demands.text(sound)));
    unmet.addAll(demands.closest(complete));
    if (!unknown.isEmpty()) {
      unmet.add(
          "Too few samples to tell for %s: take a longer window or more subscribers."
              .formatted(Protocols.enumerated(unknown)));
    }
    return String.join(" ", unmet);
  }

  /** How far this may be trusted, and how to ask for something else. */
  private void caveat(List<Row> recommended) {
    var caveat = new ArrayList<String>();
    if (told.stream().anyMatch(text -> text.contains(terms.limit()))) {
      caveat.add(
          "The limit of 1 s is an assumption; give your own, such as --require '%s<500ms'."
              .formatted(terms.fresh().asked("p95")));
    }
    long repeats = recommended.stream().mapToLong(this::valid).min().orElse(ENOUGH);
    if (repeats < ENOUGH) {
      caveat.add(
          "This rests on %s VALID %s: repeat it before you rely on it."
              .formatted(repeats == 1 ? "one" : "two", repeats == 1 ? "repeat" : "repeats"));
    }
    if (!caveat.isEmpty()) {
      told.add(String.join(" ", caveat));
    }
  }

  private long valid(Row row) {
    return row.valid(terms.mean().kind()).size();
  }

  /** Why there is no recommendation. */
  private String nothing() {
    List<TrialResult> trials = rows.stream().flatMap(row -> row.trials().stream()).toList();
    if (trials.isEmpty()) {
      return "Nothing can be recommended: no strategy that this version knows was measured.";
    }
    if (rows.stream().anyMatch(row -> row.supportsClaims(terms.mean().kind()))) {
      if (trials.stream().allMatch(TrialResult::countedOnly)) {
        return "Nothing can be recommended: "
            + Metrics.whyAbsent(trials.getFirst(), terms.mean().metric())
            + ".";
      }
      return "Nothing can be recommended: no update was seen in the windows, so there are no"
          + " freshness figures. Take a longer window or a higher rate of updates.";
    }
    String reasons =
        trials.stream()
            .flatMap(trial -> trial.validity().why(terms.mean().kind()).stream())
            .map(reason -> reason.replaceFirst("[:0-9].*", "").strip())
            .filter(reason -> !reason.isEmpty())
            .distinct()
            .limit(REASONS)
            .collect(Collectors.joining("; "));
    String what = "every strategy has an INVALID trial";
    if (rows.stream().mapToLong(this::valid).sum() == 0) {
      what =
          trials.size() == 1
              ? "the only trial is not VALID"
              : "none of the " + trials.size() + " trials is VALID";
    }
    return "Nothing can be recommended: %s%s. Remove the cause and run again; pushpull doctor shows what this machine can measure."
        .formatted(what, reasons.isEmpty() ? "" : " (" + reasons + ")");
  }

  /** What to do, such as {@code poll every 500 ms} or {@code use websocket}. */
  private static String way(Row row) {
    if (!(row.strategy().orElseThrow() instanceof Strategy.Poll poll)) {
      return "use " + row.name();
    }
    String named = " (" + row.name() + ")";
    if (poll.pace() instanceof Pace.Fixed(var interval)) {
      return "poll every " + told(interval) + (poll.conditional() ? named : "");
    }
    return row.interval()
        .map(interval -> "poll about every " + told(interval) + named)
        .orElse("poll with " + row.name());
  }

  private static String told(Duration interval) {
    double millis = interval.toNanos() / 1e6;
    return millis < 1_000 ? Numbers.bare(millis) + " ms" : Numbers.bare(millis / 1_000) + " s";
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
