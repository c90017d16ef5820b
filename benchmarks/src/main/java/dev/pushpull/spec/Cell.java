package dev.pushpull.spec;

import java.util.Optional;

/**
 * One combination that a sweep measures, in every repeat once.
 *
 * @param strategy how its subscribers listen
 * @param workload what they listen to
 */
public record Cell(Strategy strategy, Workload workload) {

  private static final double MAX_JOBS = 20_000;
  private static final double SPARE_JOBS = 100;

  /** Why it cannot be measured, in one line; empty if it can. */
  public Optional<String> refusal() {
    Protocol protocol = workload.protocol();
    Engine engine = workload.engine();
    return protocol
        .refusal(strategy)
        .map(why -> refused("over " + protocol, why))
        .or(
            () ->
                engine.refusal(strategy, workload).map(why -> refused("on engine " + engine, why)));
  }

  /**
   * How many connections its clients may have at once: one each, in a chat one more to send on, and
   * where the server tells of jobs one for each that goes on, taken as three times their mean
   * number and a hundred.
   */
  public int connections() {
    if (workload.scenario() instanceof Scenario.Chat) {
      return 2 * workload.subscribers();
    }
    if (!(workload.scenario() instanceof Scenario.JobStatus jobs) || !strategy.isPush()) {
      return workload.subscribers();
    }
    double perSecond = workload.subscribers() * workload.arrivals().ratePerSecond();
    double live = perSecond * jobs.service().meanNanos() / 1e9;
    return workload.subscribers() + (int) Math.min(MAX_JOBS, 3 * live + SPARE_JOBS);
  }

  private String refused(String where, String why) {
    return "%s cannot be measured %s: %s".formatted(strategy, where, why);
  }

  /** What its row is called in the table of its workload. */
  public String name() {
    return StrategyName.of(strategy.toString(), workload.engine().toString());
  }

  /** Such as {@code sse on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1}. */
  public String label() {
    return name() + " on " + workload.label();
  }
}
