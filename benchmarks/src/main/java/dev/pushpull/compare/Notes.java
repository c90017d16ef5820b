package dev.pushpull.compare;

import dev.pushpull.compare.Note.About;
import dev.pushpull.compare.Sample.LeftOut;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the notes that a reader needs in addition to the rows. */
final class Notes {

  private final List<Note> notes = new ArrayList<>();

  private Notes() {}

  static List<Note> of(RunResults base, RunResults candidate, Matching matching, List<Row> rows) {
    var found = new Notes();
    found.unfinished("base", base);
    found.unfinished("candidate", candidate);
    found.notes.addAll(matching.notes());
    for (Matching.Match match : matching.matches()) {
      found.notValid("base", match.base());
      found.notValid("candidate", match.candidate());
    }
    found.protocols(matching);
    found.leftOut(rows);
    found.notes.addAll(RunDifferences.of(base, candidate, matching));
    return found.notes;
  }

  private void unfinished(String side, RunResults run) {
    RunFacts facts = RunFacts.of(run);
    if (!facts.finished()) {
      add(
          About.UNFINISHED,
          "the %s has %s of %s trials".formatted(side, facts.trials(), facts.plannedTrials()));
    }
  }

  private void notValid(String side, List<TrialResult> trials) {
    for (TrialResult trial : trials) {
      Validity validity = trial.validity();
      if (validity.verdict() != Validity.Verdict.VALID) {
        String why = ": " + validity.lines().getFirst();
        add(
            About.LEFT_OUT,
            "%s trial %s, %s repeat %s, is %s%s"
                .formatted(
                    side, trial.id(), trial.name(), trial.repeat(), validity.verdict(), why));
      }
    }
  }

  private void protocols(Matching matching) {
    List<String> protocols =
        matching.matches().stream().map(match -> match.workload().protocol()).distinct().toList();
    if (protocols.size() > 1) {
      add(
          About.PROTOCOLS,
          "the rows cover several protocols ("
              + String.join(", ", protocols)
              + "): each row compares the runs over one of them, and rows of different protocols"
              + " differ by the protocol as well as by the strategy");
    }
  }

  /** One line for all strategies with the same reason: a short window affects every one of them. */
  private void leftOut(List<Row> rows) {
    var strategies = new LinkedHashMap<String, Set<String>>();
    for (Row row : rows) {
      if (!row.judgement().notMeasured()) {
        reasons("base", row, row.base())
            .forEach(why -> add(strategies, why, row.strategies().base()));
        reasons("candidate", row, row.candidate())
            .forEach(why -> add(strategies, why, row.strategies().candidate()));
      }
    }
    strategies.forEach(
        (why, names) -> add(About.LEFT_OUT, why + " (" + String.join(", ", names) + ")"));
  }

  private static void add(Map<String, Set<String>> strategies, String why, String strategy) {
    strategies.computeIfAbsent(why, _ -> new LinkedHashSet<>()).add(strategy);
  }

  private static List<String> reasons(String side, Row row, Sample sample) {
    LeftOut leftOut = sample.leftOut();
    var reasons = new ArrayList<String>();
    count(reasons, leftOut.missing(), "has too few samples or was not measured");
    count(reasons, leftOut.lowerBounds(), "is only a lower bound");
    count(reasons, leftOut.unpaired(), "has no partner with the same updates in the other run");
    return reasons.stream()
        .map(
            reason ->
                "%s %s %s".formatted(side, row.metric().title(), reason.formatted(sample.trials())))
        .toList();
  }

  private static void count(List<String> reasons, int repeats, String reason) {
    if (repeats > 0) {
      reasons.add("in " + repeats + " of %s repeats " + reason);
    }
  }

  private void add(About about, String text) {
    notes.add(new Note(about, text));
  }
}
