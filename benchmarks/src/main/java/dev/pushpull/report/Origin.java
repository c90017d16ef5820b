package dev.pushpull.report;

import dev.pushpull.result.RunResults;
import java.util.List;

/** Says so where nothing was measured, so that a simulated run cannot look like a measured one. */
public final class Origin {

  private Origin() {}

  /** A line, or nothing for a measured run. */
  public static List<String> lines(RunResults run) {
    return run.inVirtualTime()
        ? List.of(
            "SIMULATED: nothing here was measured. Freshness and counts come from a simulation in"
                + " virtual time; bytes and server CPU are these counts times the unit costs of a"
                + " measured run.")
        : List.of();
  }
}
