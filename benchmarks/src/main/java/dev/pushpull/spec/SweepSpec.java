package dev.pushpull.spec;

import java.util.HashSet;
import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param name what the sweep is called, 1 to 40 of {@code a–z A–Z 0–9 . _ -}; part of the run's id
 * @param cells what is measured, each different, in the order that tables may follow
 * @param timing how every fork spends its time
 * @param repeats how often each cell is measured, 1 to 1,000
 * @param seed of arrivals, phases and order; any number
 * @param requirements what the results must satisfy, perhaps nothing
 * @param setup what comes before anything is measured
 */
public record SweepSpec(
    String name,
    List<Cell> cells,
    SweepTiming timing,
    int repeats,
    long seed,
    List<Requirement> requirements,
    Setup setup) {

  private static final int MAX_TRIALS = 100_000;

  /** Checks each bound; the message names the key, the bound and the value. */
  public SweepSpec {
    cells = List.copyOf(cells);
    requirements = List.copyOf(requirements);
    checkName(name);
    checkRepeats(repeats);
    if (cells.isEmpty() || (long) cells.size() * repeats > MAX_TRIALS) {
      throw new IllegalArgumentException(
          "a sweep must have 1 to %s trials, but has %s × %s"
              .formatted(MAX_TRIALS, cells.size(), repeats));
    }
    var seen = new HashSet<Cell>();
    for (Cell cell : cells) {
      if (!seen.add(cell)) {
        throw new IllegalArgumentException("duplicate: " + cell.label());
      }
    }
  }

  /** A copy with another setup. */
  public SweepSpec with(Setup other) {
    return new SweepSpec(name, cells, timing, repeats, seed, requirements, other);
  }

  /** A copy that measures others. */
  public SweepSpec with(List<Cell> others) {
    return new SweepSpec(name, others, timing, repeats, seed, requirements, setup);
  }

  /**
   * Checks what a suite is called.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static String checkName(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new IllegalArgumentException(
          "name must be 1 to 40 letters, digits, dots, dashes or underscores, but is '%s'"
              .formatted(name));
    }
    return name;
  }

  static int checkRepeats(int repeats) {
    return Settings.check("repeats", repeats, 1, 1_000);
  }

  /** What the figures of this sweep will not show, a line each. */
  public List<String> warnings() {
    return cells.stream()
        .map(Cell::strategy)
        .filter(strategy -> timing.window().compareTo(strategy.longestInterval()) < 0)
        .distinct()
        .map(this::shortWindow)
        .toList();
  }

  private String shortWindow(Strategy strategy) {
    boolean varies = strategy.longestInterval().compareTo(strategy.shortestInterval()) > 0;
    return ("window %s is shorter than the %s of %s: edge bias, some subscribers %s poll in a"
            + " window, and its figures hang on the phases that were drawn; a window of %s or"
            + " longer has no such bias")
        .formatted(
            Durations.format(timing.window()),
            varies ? "longest interval" : "interval",
            strategy,
            varies ? "may never" : "never",
            Durations.format(strategy.longestInterval().multipliedBy(2)));
  }
}
