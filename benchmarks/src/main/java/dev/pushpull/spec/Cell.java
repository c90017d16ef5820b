package dev.pushpull.spec;

/**
 * One combination that a sweep measures, in every repeat once.
 *
 * @param strategy how its subscribers listen
 * @param workload what they listen to
 */
public record Cell(Strategy strategy, Workload workload) {

  /** Such as {@code sse on poisson:2/s, 10 feeds, 100 subscribers, 64 B, h1}. */
  public String label() {
    return strategy + " on " + workload.label();
  }
}
