package dev.pushpull.report;

import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** What must be said of a run before any figure, so that it cannot look like another one. */
public final class RunNotices {

  private RunNotices() {}

  /** That nothing was measured, and that trials are missing; nothing for a usual run. */
  public static List<String> of(RunResults run) {
    Stream<String> simulated =
        run.inVirtualTime()
            ? Stream.of(
                "SIMULATED: nothing here was measured. Freshness and counts come from a simulation"
                    + " in virtual time; bytes and server CPU are these counts times the unit"
                    + " costs of a measured run.")
            : Stream.of();
    return Stream.concat(simulated, completeness(run).stream()).toList();
  }

  /** A line if trials are missing. */
  public static List<String> completeness(RunResults run) {
    return completeness(run.trials().size(), run.plannedTrials(), "trials");
  }

  /**
   * A line if fewer are done than were planned.
   *
   * @param what they are, such as {@code trials}
   */
  public static List<String> completeness(int done, int planned, String what) {
    return done >= planned
        ? List.of()
        : List.of("NOT FINISHED: %s of %s %s done.".formatted(done, planned, what));
  }

  /** The worst verdict of all parts of a run; SUSPECT at least where some are missing. */
  public static Verdict worst(boolean whole, Stream<Verdict> verdicts) {
    Verdict least = whole ? Verdict.VALID : Verdict.SUSPECT;
    return verdicts.reduce(least, (a, b) -> a.compareTo(b) < 0 ? b : a);
  }
}
