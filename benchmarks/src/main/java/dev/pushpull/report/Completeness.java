package dev.pushpull.report;

import dev.pushpull.result.RunResults;
import java.util.List;

/** Says so where a run is not finished, so that it cannot look like one that is. */
public final class Completeness {

  private Completeness() {}

  public static List<String> lines(RunResults run) {
    int done = run.trials().size();
    int planned = run.plannedTrials();
    return done >= planned
        ? List.of()
        : List.of("NOT FINISHED: %s of %s trials done.".formatted(done, planned));
  }
}
