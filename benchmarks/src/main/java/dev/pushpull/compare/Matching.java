package dev.pushpull.compare;

import dev.pushpull.compare.Note.About;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which cells are compared: those of the same workload, whose strategies have the same name or were
 * paired on purpose.
 *
 * @param matches never empty
 * @param notes what one run only has
 */
record Matching(List<Match> matches, List<Note> notes) {

  /** Two cells, each with at least one trial. */
  record Match(
      WorkloadInfo workload,
      StrategyPair strategies,
      List<TrialResult> base,
      List<TrialResult> candidate) {

    /** Whether the clients of the two were made of different things. */
    boolean isOfTwoEngines() {
      return !engine(base).equals(engine(candidate));
    }

    private static String engine(List<TrialResult> side) {
      return side.getFirst().workload().engineName();
    }

    /** Those that have rows: of what engines alone are compared by, what one of the two has. */
    List<PrimaryMetric> metrics() {
      List<PrimaryMetric> usual = PrimaryMetric.of(workload);
      return !isOfTwoEngines()
          ? usual
          : PrimaryMetric.ofEngines(workload).stream()
              .filter(
                  metric -> usual.contains(metric) || has(base, metric) || has(candidate, metric))
              .toList();
    }

    private static boolean has(List<TrialResult> side, PrimaryMetric metric) {
      return side.stream().anyMatch(trial -> metric.of(trial).isPresent());
    }
  }

  /**
   * Matches cells; a strategy in any of the pairs is not matched by name.
   *
   * @throws IllegalArgumentException if a pair names a strategy that its run does not have
   * @throws NotComparableException if nothing matches
   */
  static Matching of(Cells base, Cells candidate, List<StrategyPair> pairs)
      throws NotComparableException {
    var common = new LinkedHashSet<>(base.workloads());
    common.retainAll(candidate.workloads());
    if (common.isEmpty()) {
      throw new NotComparableException(
          "the runs have no workload in common: "
              + WorkloadDifference.nearest(base.workloads(), candidate.workloads()));
    }
    for (StrategyPair pair : pairs) {
      check("base", pair, pair.base(), base.strategies(common));
      check("candidate", pair, pair.candidate(), candidate.strategies(common));
    }
    var matches = new ArrayList<Match>();
    for (WorkloadInfo workload : common) {
      for (StrategyPair pair : pairsOf(base.strategies(workload), pairs)) {
        var match =
            new Match(
                workload,
                pair,
                base.of(workload, pair.base()),
                candidate.of(workload, pair.candidate()));
        if (!match.base.isEmpty() && !match.candidate.isEmpty()) {
          matches.add(match);
        }
      }
    }
    if (matches.isEmpty()) {
      throw new NotComparableException(
          "the runs have no strategy in common: the base has %s, the candidate %s; --pair BASE=CANDIDATE"
                  .formatted(
                      String.join(", ", base.strategies(common)),
                      String.join(", ", candidate.strategies(common)))
              + " compares two different ones");
    }
    return new Matching(matches, notes(base, candidate, matches));
  }

  private static void check(String side, StrategyPair pair, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "pair '%s=%s': the %s has no '%s', but %s"
              .formatted(pair.base(), pair.candidate(), side, name, String.join(", ", known)));
    }
  }

  private static List<StrategyPair> pairsOf(Set<String> baseStrategies, List<StrategyPair> asked) {
    var pairs = new ArrayList<StrategyPair>();
    for (String strategy : baseStrategies) {
      asked.stream().distinct().filter(pair -> pair.base().equals(strategy)).forEach(pairs::add);
      boolean taken =
          asked.stream().anyMatch(p -> p.base().equals(strategy) || p.candidate().equals(strategy));
      if (!taken) {
        pairs.add(StrategyPair.same(strategy));
      }
    }
    return pairs;
  }

  private static List<Note> notes(Cells base, Cells candidate, List<Match> matches) {
    var texts = new ArrayList<String>();
    var both = new LinkedHashSet<>(base.workloads());
    both.retainAll(candidate.workloads());
    workloadsOfOne("base", base, both, texts);
    workloadsOfOne("candidate", candidate, both, texts);
    boolean hint = false;
    for (WorkloadInfo workload : both) {
      var ofBase = new LinkedHashSet<>(base.strategies(workload));
      var ofCandidate = new LinkedHashSet<>(candidate.strategies(workload));
      for (Match match : matches) {
        if (match.workload().equals(workload)) {
          ofBase.remove(match.strategies().base());
          ofCandidate.remove(match.strategies().candidate());
        }
      }
      String under = both.size() == 1 ? "" : " (" + workload.label() + ")";
      strategiesOfOne("base", ofBase, under, texts);
      strategiesOfOne("candidate", ofCandidate, under, texts);
      hint |= !ofBase.isEmpty() && !ofCandidate.isEmpty();
    }
    if (hint) {
      texts.add("use --pair BASE=CANDIDATE to compare two different strategies");
    }
    return texts.stream().map(text -> new Note(About.NOT_COMPARED, text)).toList();
  }

  private static void workloadsOfOne(
      String side, Cells cells, Set<WorkloadInfo> both, List<String> texts) {
    cells.workloads().stream()
        .filter(workload -> !both.contains(workload))
        .map(workload -> "workload only in the %s: %s".formatted(side, workload.label()))
        .forEach(texts::add);
  }

  private static void strategiesOfOne(
      String side, Set<String> strategies, String under, List<String> texts) {
    if (!strategies.isEmpty()) {
      texts.add("only in the %s: %s%s".formatted(side, String.join(", ", strategies), under));
    }
  }
}
