package dev.pushpull.compare;

import dev.pushpull.compare.Note.About;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
      List<TrialResult> candidate) {}

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
    checkPairs(base.strategies(common), candidate.strategies(common), pairs);
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
                  .formatted(names(base.strategies(common)), names(candidate.strategies(common)))
              + " compares two different ones");
    }
    return new Matching(matches, notes(base, candidate, matches));
  }

  private static void checkPairs(
      Set<String> base, Set<String> candidate, List<StrategyPair> pairs) {
    for (StrategyPair pair : pairs) {
      check("base", pair, pair.base(), base);
      check("candidate", pair, pair.candidate(), candidate);
    }
  }

  private static void check(String side, StrategyPair pair, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "pair '%s=%s': the %s has no '%s', but %s"
              .formatted(pair.base(), pair.candidate(), side, name, names(known)));
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
    var notes = new ArrayList<Note>();
    var both = new LinkedHashSet<>(base.workloads());
    both.retainAll(candidate.workloads());
    workloadsOfOne("base", base, both, notes);
    workloadsOfOne("candidate", candidate, both, notes);
    boolean hint = false;
    for (WorkloadInfo workload : both) {
      var ofBase = new LinkedHashSet<>(base.strategies(workload));
      var ofCandidate = new LinkedHashSet<>(candidate.strategies(workload));
      matches.stream()
          .filter(match -> match.workload().equals(workload))
          .forEach(
              match -> {
                ofBase.remove(match.strategies().base());
                ofCandidate.remove(match.strategies().candidate());
              });
      String under = both.size() == 1 ? "" : " (" + workload.label() + ")";
      strategiesOfOne("base", ofBase, under, notes);
      strategiesOfOne("candidate", ofCandidate, under, notes);
      hint |= !ofBase.isEmpty() && !ofCandidate.isEmpty();
    }
    if (hint) {
      notes.add(
          new Note(
              About.NOT_COMPARED, "use --pair BASE=CANDIDATE to compare two different strategies"));
    }
    return notes;
  }

  private static void workloadsOfOne(
      String side, Cells cells, Set<WorkloadInfo> both, List<Note> notes) {
    for (WorkloadInfo workload : cells.workloads()) {
      if (!both.contains(workload)) {
        notes.add(
            new Note(
                About.NOT_COMPARED,
                "workload only in the %s: %s".formatted(side, workload.label())));
      }
    }
  }

  private static void strategiesOfOne(
      String side, Set<String> strategies, String under, List<Note> notes) {
    if (!strategies.isEmpty()) {
      notes.add(
          new Note(
              About.NOT_COMPARED,
              "only in the %s: %s%s".formatted(side, names(strategies), under)));
    }
  }

  private static String names(Set<String> strategies) {
    return strategies.stream().collect(Collectors.joining(", "));
  }
}
