package dev.pushpull.spec;

import java.util.Optional;

/**
 * One combination that a sweep measures, in every repeat once.
 *
 * @param strategy how its subscribers listen
 * @param workload what they listen to
 */
public record Cell(Strategy strategy, Workload workload) {

  /** Why it cannot be measured, in one line; empty if it can. */
  public Optional<String> refusal() {
    return workload
        .protocol()
        .refusal(strategy)
        .map(why -> refused("over " + workload.protocol(), why))
        .or(
            () ->
                workload
                    .scenario()
                    .refusal(strategy)
                    .map(why -> refused("in " + workload.scenario(), why)));
  }

  private String refused(String where, String why) {
    return "%s cannot be measured %s: %s".formatted(strategy, where, why);
  }

  /** Such as {@code sse on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1}. */
  public String label() {
    return strategy + " on " + workload.label();
  }
}
