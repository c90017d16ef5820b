package dev.pushpull.compare;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.pushpull.compare.Note.About;
import dev.pushpull.machine.Environment;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Collects the notes that a reader needs in addition to the rows: what is missing, and how the runs
 * were made differently other than in what is compared.
 */
final class Notes {

  private static final String OURS = "our own server";

  private final List<Note> notes = new ArrayList<>();

  private Notes() {}

  static List<Note> of(
      RunResults base, RunResults candidate, Matching matching, List<MetricRow> rows) {
    var found = new Notes();
    found.unfinished("base", base);
    found.unfinished("candidate", candidate);
    found.targets(matching, rows);
    found.notes.addAll(matching.notes());
    for (Matching.Match match : matching.matches()) {
      found.notValid("base", match.base());
      found.notValid("candidate", match.candidate());
    }
    found.protocols(matching);
    found.leftOut(rows);
    found.differ(About.ORIGIN, "figures", origin(base), origin(candidate));
    if (base.inVirtualTime() && candidate.inVirtualTime()) {
      found.add(About.ORIGIN, "both runs are simulated: nothing was measured");
    }
    found.timing(base, candidate, matching);
    found.environment(base.environment(), candidate.environment());
    return found.notes;
  }

  private void unfinished(String side, RunResults run) {
    int done = run.trials().size();
    if (done < run.plannedTrials()) {
      add(About.NOT_FINISHED, "the %s has %s of %s trials", side, done, run.plannedTrials());
    }
  }

  /** What the servers were, unless both are ours. */
  private void targets(Matching matching, List<MetricRow> rows) {
    String base = targets(matching, Matching.Match::base);
    String candidate = targets(matching, Matching.Match::candidate);
    if (!base.equals(candidate)) {
      add(
          About.TARGET,
          "the servers differ, so the figures do not differ by the clients alone: %s against %s",
          base,
          candidate);
    } else if (!base.equals(OURS)) {
      add(About.TARGET, "both runs are of %s", base);
    }
    if (rows.stream().anyMatch(row -> row.judgement().isOverlap())) {
      add(
          About.TARGET,
          "a figure that is known between two ends is shown by those that lie closest together;"
              + " where the ranges overlap, no difference can be told, and the lower ends are"
              + " shown");
    }
  }

  private static String targets(
      Matching matching, Function<Matching.Match, List<TrialResult>> side) {
    return matching.matches().stream()
        .flatMap(match -> side.apply(match).stream())
        .map(TrialResult::target)
        .map(
            target ->
                target == null
                    ? OURS
                    : "target %s at %s, truth: %s"
                        .formatted(target.name(), target.url(), target.truth()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" and "));
  }

  private void notValid(String side, List<TrialResult> trials) {
    for (TrialResult trial : trials) {
      Validity validity = trial.validity();
      if (validity.verdict() != Validity.Verdict.VALID) {
        add(
            About.LEFT_OUT,
            "%s trial %s, %s repeat %s, is %s: %s",
            side,
            trial.id(),
            trial.name(),
            trial.repeat(),
            validity.verdict(),
            validity.lines().getFirst());
      }
    }
  }

  private void protocols(Matching matching) {
    List<String> protocols =
        matching.matches().stream().map(match -> match.workload().protocol()).distinct().toList();
    if (protocols.size() > 1) {
      add(
          About.PROTOCOLS,
          "the rows cover several protocols (%s): each row compares the runs over one of them, and"
              + " rows of different protocols differ by the protocol as well as by the strategy",
          String.join(", ", protocols));
    }
  }

  /** One line for all strategies with the same reason: a short window affects every one of them. */
  private void leftOut(List<MetricRow> rows) {
    var strategies = new LinkedHashMap<String, Set<String>>();
    for (MetricRow row : rows) {
      if (!row.judgement().notMeasured()) {
        leftOut("base", row, row.base(), row.strategies().base(), strategies);
        leftOut("candidate", row, row.candidate(), row.strategies().candidate(), strategies);
      }
    }
    strategies.forEach(
        (why, names) -> add(About.LEFT_OUT, "%s (%s)", why, String.join(", ", names)));
  }

  private static void leftOut(
      String side,
      MetricRow row,
      Sample sample,
      String strategy,
      Map<String, Set<String>> strategies) {
    var reasons = new LinkedHashMap<String, Integer>();
    reasons.put("has too few samples or was not measured", sample.leftOut().missing());
    reasons.put("is only a lower bound", sample.leftOut().lowerBounds());
    reasons.put(
        "has no partner with the same updates in the other run", sample.leftOut().unpaired());
    reasons.forEach(
        (reason, repeats) -> {
          if (repeats > 0) {
            String why =
                "%s %s in %s of %s repeats %s"
                    .formatted(side, row.metric().title(), repeats, sample.trials(), reason);
            strategies.computeIfAbsent(why, _ -> new LinkedHashSet<>()).add(strategy);
          }
        });
  }

  /** What a run's figures are. */
  static String origin(RunResults run) {
    return run.inVirtualTime() ? "simulated" : "measured";
  }

  private void timing(RunResults base, RunResults candidate, Matching matching) {
    differ(
        About.TIMING,
        "windows",
        windows(matching, Matching.Match::base),
        windows(matching, Matching.Match::candidate));
    for (String key : List.of("warmup", "drain")) {
      String none = "default of each strategy";
      String ofBase = base.spec().path(key).asText(none);
      differ(About.TIMING, key, ofBase, candidate.spec().path(key).asText(none));
    }
    if (base.seed() != candidate.seed()) {
      add(
          About.TIMING,
          "seed: %s against %s, so the runs saw different updates and repeats cannot be paired",
          base.seed(),
          candidate.seed());
    }
  }

  private static String windows(
      Matching matching, Function<Matching.Match, List<TrialResult>> side) {
    return matching.matches().stream()
        .flatMap(match -> side.apply(match).stream())
        .map(Notes::windows)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private static String windows(TrialResult trial) {
    double seconds = trial.windowSeconds() / Math.max(1, trial.windows());
    String each = Numbers.bare(seconds);
    return "%s of %s s".formatted(trial.windows(), each);
  }

  private void environment(Environment base, Environment candidate) {
    differ(About.ENVIRONMENT, "build", known(base.git()), known(candidate.git()));
    differ(About.ENVIRONMENT, "JDK", base.jdk(), candidate.jdk());
    differ(About.ENVIRONMENT, "system", base.os(), candidate.os());
    differ(About.ENVIRONMENT, "processor", base.cpu(), candidate.cpu());
    differ(About.ENVIRONMENT, "cores", base.cores(), candidate.cores());
    Set<String> libraries = new TreeSet<>(base.libraries().keySet());
    libraries.addAll(candidate.libraries().keySet());
    for (String library : libraries) {
      differ(
          About.ENVIRONMENT,
          library,
          base.libraries().getOrDefault(library, "none"),
          candidate.libraries().getOrDefault(library, "none"));
    }
  }

  private static String known(String git) {
    return git.isEmpty() ? "unknown" : git;
  }

  private void differ(About about, String name, Object base, Object candidate) {
    if (!base.equals(candidate)) {
      add(about, "%s: %s against %s", name, base, candidate);
    }
  }

  @FormatMethod
  private void add(About about, @FormatString String format, Object... values) {
    notes.add(new Note(about, String.format(Locale.ROOT, format, values)));
  }
}
