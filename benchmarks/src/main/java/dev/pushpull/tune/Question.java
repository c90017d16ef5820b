package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked.
 *
 * @param workload updates, and who listens; a trace among its arrivals is one of real changes
 * @param objectives what must hold, one or more
 * @param budgets what all subscribers together may spend, perhaps nothing
 * @param prices what it costs in money, if known
 * @param cost what the cheapest has least of; money needs prices
 * @param ways what may be recommended, at least one
 * @param service how long requests take
 * @param serviceSource where that is from, in words
 * @param unitCosts what a poll and a message cost
 * @param unitCostsSource where that is from, in words
 * @param warnings about how updates were read, a line each
 * @param seed of all that is drawn
 */
public record Question(
    Workload workload,
    List<Objective> objectives,
    List<Budget> budgets,
    Optional<Prices> prices,
    CostKind cost,
    Set<Way> ways,
    ServiceTimes service,
    String serviceSource,
    UnitCosts unitCosts,
    String unitCostsSource,
    List<String> warnings,
    long seed) {

  /** Checks what belongs together; the message names the option and what to do. */
  public Question {
    objectives = List.copyOf(objectives);
    budgets = List.copyOf(budgets);
    ways = Set.copyOf(ways);
    warnings = List.copyOf(warnings);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "--require: one or more objectives are needed, such as --require 'staleness.p95<=2s'");
    }
    if (ways.isEmpty()) {
      throw new IllegalArgumentException(
          "--schedules: one or more are needed, such as --schedules poll,websocket");
    }
    if (cost == CostKind.MONEY && prices.isEmpty()) {
      throw new IllegalArgumentException("--cost: money needs a price list, given by --prices");
    }
    Contradictions.check(objectives);
  }

  /** Whether the updates are recorded ones. */
  boolean isTrace() {
    return workload.arrivals() instanceof Arrivals.Trace;
  }

  /** Whether the first objective is about how old data is: few updates are bad for it. */
  boolean isAboutAge() {
    return objectives.getFirst().metric().startsWith("ageMs.");
  }

  /** From the server's read to the client: half the mean round trip. */
  double delayMillis() {
    return service.meanNanos() / 2 / 1e6;
  }

  /** The same question with other draws. */
  Question seeded(long other) {
    return new Question(
        workload,
        objectives,
        budgets,
        prices,
        cost,
        ways,
        service,
        serviceSource,
        unitCosts,
        unitCostsSource,
        warnings,
        other);
  }

  /** The same question of other updates, and of those of its ways that poll at fixed intervals. */
  Question ofPolling(Workload other) {
    return new Question(
        other,
        objectives,
        budgets,
        prices,
        cost,
        ways.stream().filter(Way::isFixed).collect(Collectors.toSet()),
        service,
        serviceSource,
        unitCosts,
        unitCostsSource,
        warnings,
        seed);
  }
}
