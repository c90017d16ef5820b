package dev.pushpull.compare;

import dev.pushpull.compare.Note.About;
import dev.pushpull.result.Environment;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How two runs were made differently, other than in what is compared. */
final class RunDifferences {

  private final List<Note> notes = new ArrayList<>();

  private RunDifferences() {}

  static List<Note> of(RunResults base, RunResults candidate, Matching matching) {
    var found = new RunDifferences();
    found.origin(base, candidate);
    found.timing(base, candidate, matching);
    found.environment(base.environment(), candidate.environment());
    return found.notes;
  }

  private void origin(RunResults base, RunResults candidate) {
    differ(About.ORIGIN, "figures", origin(base), origin(candidate));
    if (base.inVirtualTime() && candidate.inVirtualTime()) {
      notes.add(new Note(About.ORIGIN, "both runs are simulated: nothing was measured"));
    }
  }

  static String origin(RunResults run) {
    return run.inVirtualTime() ? "simulated" : "measured";
  }

  private void timing(RunResults base, RunResults candidate, Matching matching) {
    var ofBase = new LinkedHashSet<String>();
    var ofCandidate = new LinkedHashSet<String>();
    for (Matching.Match match : matching.matches()) {
      match.base().forEach(trial -> ofBase.add(windows(trial)));
      match.candidate().forEach(trial -> ofCandidate.add(windows(trial)));
    }
    differ(About.TIMING, "windows", joined(ofBase), joined(ofCandidate));
    for (String key : List.of("warmup", "drain")) {
      String none = "default of each strategy";
      differ(
          About.TIMING,
          key,
          base.spec().path(key).asText(none),
          candidate.spec().path(key).asText(none));
    }
    if (base.seed() != candidate.seed()) {
      notes.add(
          new Note(
              About.TIMING,
              "seed: %s against %s, so the runs saw different updates and repeats cannot be paired"
                  .formatted(base.seed(), candidate.seed())));
    }
  }

  private static String windows(TrialResult trial) {
    double seconds = trial.windowSeconds() / Math.max(1, trial.windows());
    return trial.windows()
        + " of "
        + BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString()
        + " s";
  }

  private void environment(Environment base, Environment candidate) {
    differ(About.ENVIRONMENT, "build", known(base.git()), known(candidate.git()));
    differ(About.ENVIRONMENT, "JDK", base.jdk(), candidate.jdk());
    differ(About.ENVIRONMENT, "system", base.os(), candidate.os());
    differ(About.ENVIRONMENT, "processor", base.cpu(), candidate.cpu());
    differ(
        About.ENVIRONMENT,
        "cores",
        String.valueOf(base.cores()),
        String.valueOf(candidate.cores()));
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

  private static String joined(Set<String> values) {
    return values.stream().sorted().collect(Collectors.joining(" or "));
  }

  private void differ(About about, String name, String base, String candidate) {
    if (!base.equals(candidate)) {
      notes.add(new Note(about, "%s: %s against %s".formatted(name, base, candidate)));
    }
  }
}
