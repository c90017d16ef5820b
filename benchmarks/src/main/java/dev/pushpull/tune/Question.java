package dev.pushpull.tune;

import dev.pushpull.metric.Metrics;
import dev.pushpull.model.UnitCosts;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.StrategyKind;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.text.Numbers;
import java.time.Duration;
import java.util.Arrays;
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
 * @param kinds what may be recommended, at least one
 * @param service how long requests take
 * @param serviceSource where that is from, in words
 * @param unitCosts what a poll and a message cost
 * @param unitCostsSource where that is from, in words
 * @param warnings about how updates were read, a line each
 * @param finest what cannot be told apart of times: polls are apart by so much at least, and limits
 *     of freshness are kept with so much to spare; zero where updates are given
 * @param seed of all that is drawn
 */
public record Question(
    Workload workload,
    List<Objective> objectives,
    List<Budget> budgets,
    Optional<Prices> prices,
    CostKind cost,
    Set<StrategyKind> kinds,
    ServiceTimes service,
    String serviceSource,
    UnitCosts unitCosts,
    String unitCostsSource,
    List<String> warnings,
    Duration finest,
    long seed) {

  /** All that may be recommended. */
  public static final Set<StrategyKind> ALL_KINDS = Set.of(StrategyKind.values());

  /** Checks what belongs together; the message names the option and what to do. */
  public Question {
    objectives = List.copyOf(objectives);
    budgets = List.copyOf(budgets);
    kinds = Set.copyOf(kinds);
    warnings = List.copyOf(warnings);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "--require: one or more objectives are needed, such as --require 'staleness.p95<=2s'");
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "--schedules: one or more are needed, such as --schedules poll,websocket");
    }
    if (cost == CostKind.MONEY && prices.isEmpty()) {
      throw new IllegalArgumentException("--cost: money needs a price list, given by --prices");
    }
    if (unitCosts.pollCpu() == null) {
      checkWithoutCpu(objectives, budgets, cost);
    }
    for (Objective objective : objectives) {
      checkFinest(objective, finest);
    }
    Contradictions.check(objectives);
  }

  private static void checkWithoutCpu(
      List<Objective> objectives, List<Budget> budgets, CostKind cost) {
    boolean budget = budgets.stream().anyMatch(each -> each.kind() == CostKind.CPU);
    boolean objective =
        objectives.stream().anyMatch(each -> each.metric().contains("serverCpuMicros"));
    if (cost == CostKind.CPU || budget || objective) {
      throw new IllegalArgumentException(
          "%s the server's CPU, which was not recorded; give key 'process' in the target file, with"
                  .formatted(
                      objective ? "--require is about" : budget ? "--budget is about" : "--cost is")
              + " the server on this machine");
    }
  }

  /**
   * Whether a figure meets an objective, wherever within {@link #finest} updates were published: as
   * much earlier as that, times of freshness are longer by so much.
   */
  boolean holds(Objective objective, double figure) {
    return objective.holds(isLimitOfTime(objective) ? figure + finest.toNanos() / 1e6 : figure);
  }

  private static boolean isLimitOfTime(Objective objective) {
    return Metrics.dimension(objective.metric()) == Dimension.TIME
        && !objective.isCost()
        && !objective.wantsMore();
  }

  private static void checkFinest(Objective objective, Duration finest) {
    double millis = finest.toNanos() / 1e6;
    if (isLimitOfTime(objective) && objective.bound() <= millis && !finest.isZero()) {
      throw new IllegalArgumentException(
          "--require: '%s' is within what the recording cannot tell apart, %s; record with a finer truth"
              .formatted(objective, Numbers.millis(millis)));
    }
  }

  /**
   * Reads kinds of strategies that are separated by commas.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static Set<StrategyKind> parseKinds(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(name -> Words.parse(List.of(StrategyKind.values()), name.strip(), "a schedule"))
        .collect(Collectors.toSet());
  }

  /** The trace that the updates are, if they are recorded ones. */
  public Optional<Arrivals.Trace> trace() {
    return workload.arrivals() instanceof Arrivals.Trace trace
        ? Optional.of(trace)
        : Optional.empty();
  }

  /** Whether polls at a fixed interval may be recommended. */
  public boolean mayPoll() {
    return kinds.stream().anyMatch(StrategyKind::isPoll);
  }

  /** Whether the first objective is about how old data is: few updates are bad for it. */
  boolean isAboutAge() {
    return objectives.getFirst().metric().startsWith("ageMs.");
  }

  /** From the server's read to the client: half the mean round trip. */
  public double delayMillis() {
    return service.meanNanos() / 2 / 1e6;
  }

  /** The workload with other updates, shared by others. */
  public Workload workload(Arrivals arrivals, int feeds, int subscribers) {
    return new Workload(arrivals, feeds, subscribers, workload.payloadBytes(), workload.protocol());
  }

  /** The same question of other updates. */
  public Question of(Arrivals arrivals) {
    return new Question(
        workload(arrivals, workload.feeds(), workload.subscribers()),
        objectives,
        budgets,
        prices,
        cost,
        kinds,
        service,
        serviceSource,
        unitCosts,
        unitCostsSource,
        warnings,
        finest,
        seed);
  }

  /** The same question of other updates, and of those of its kinds that poll at fixed intervals. */
  public Question ofPolling(Workload other) {
    return new Question(
        other,
        objectives,
        budgets,
        prices,
        cost,
        kinds.stream().filter(StrategyKind::isPoll).collect(Collectors.toSet()),
        service,
        serviceSource,
        unitCosts,
        unitCostsSource,
        warnings,
        finest,
        seed);
  }
}
