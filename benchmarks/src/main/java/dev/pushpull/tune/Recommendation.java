package dev.pushpull.tune;

import dev.pushpull.model.UnitCosts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code recommendation.json}: an advice with all that is needed to give it again. Nothing in it
 * was measured but the unit costs and, where it says so, the service times.
 *
 * @param schema 1
 * @param question what was asked
 * @param assumptions what it rests on
 * @param verifyingRun the run that would check it
 * @param verdict RECOMMENDED or IMPOSSIBLE
 * @param recommended the cheapest strategy that holds; null where none does
 * @param bestFixed the cheapest poll at a fixed interval that holds; null where none does
 * @param bestFeedback the cheapest back-off or adaptive poll that holds; null where none does
 * @param bestPush the cheapest push that holds; null where none does
 * @param nextCheaper the fixed poll one interval longer than the best; null without one
 * @param nextFresher the fixed poll one interval shorter than the best; null without one
 * @param answer the advice in sentences
 * @param candidates all that were looked at
 * @param crossings where polling and push cost the same
 * @param trace what is peculiar to a trace; null without one
 * @param notes what to mind, a line each
 */
public record Recommendation(
    int schema,
    Asked question,
    Assumptions assumptions,
    Check verifyingRun,
    String verdict,
    @Nullable String recommended,
    @Nullable String bestFixed,
    @Nullable String bestFeedback,
    @Nullable String bestPush,
    @Nullable String nextCheaper,
    @Nullable String nextFresher,
    List<String> answer,
    List<Candidate> candidates,
    List<Crossing> crossings,
    @Nullable TraceFacts trace,
    List<String> notes) {

  /** What this version writes. */
  public static final int SCHEMA = 1;

  /** The name of the file. */
  public static final String FILE = "recommendation.json";

  /** Copies the lists. */
  public Recommendation {
    answer = List.copyOf(answer);
    candidates = List.copyOf(candidates);
    crossings = List.copyOf(crossings);
    notes = List.copyOf(notes);
  }

  /** The same with more to say. */
  public Recommendation with(List<String> moreAnswer, List<String> moreNotes) {
    return new Recommendation(
        schema,
        question,
        assumptions,
        verifyingRun,
        verdict,
        recommended,
        bestFixed,
        bestFeedback,
        bestPush,
        nextCheaper,
        nextFresher,
        Stream.concat(answer.stream(), moreAnswer.stream()).toList(),
        candidates,
        crossings,
        trace,
        Stream.concat(moreNotes.stream(), notes.stream()).toList());
  }

  /** The same candidates, of which nothing is recommended. */
  public Recommendation refused() {
    return new Recommendation(
        schema,
        question,
        assumptions,
        verifyingRun,
        "IMPOSSIBLE",
        null,
        bestFixed,
        bestFeedback,
        bestPush,
        nextCheaper,
        nextFresher,
        answer,
        candidates,
        crossings,
        trace,
        notes);
  }

  /** A candidate by its strategy. */
  public Candidate candidate(String strategy) {
    return candidates.stream()
        .filter(candidate -> candidate.strategy().equals(strategy))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no candidate is called " + strategy));
  }

  /** Whether something holds. */
  public boolean advises() {
    return recommended != null;
  }

  /**
   * What was asked.
   *
   * @param arrivals in the form that is parsed
   * @param updatesPerSecond and feed, in the long run
   * @param objectives as they were written
   * @param metrics the full names of the objectives' metrics, in their order
   * @param budgets as they were written
   * @param prices null without a list
   * @param cost what the cheapest has least of
   * @param ways what might be recommended
   */
  public record Asked(
      String arrivals,
      double updatesPerSecond,
      int feeds,
      int subscribers,
      int payloadBytes,
      List<String> objectives,
      List<String> metrics,
      List<String> budgets,
      @Nullable Prices prices,
      String cost,
      List<String> ways,
      long seed) {}

  /**
   * What the advice rests on.
   *
   * @param roundTripMeanMs of a request
   * @param roundTripSource where that is from
   * @param unitCosts what polls, messages and connections cost
   * @param unitCostsSource where the costs of polls and messages are from
   */
  public record Assumptions(
      double roundTripMeanMs,
      String roundTripSource,
      UnitCosts unitCosts,
      String unitCostsSource) {}

  /**
   * The run that would check it.
   *
   * @param arrivals in the form that is parsed, or what a stretch of a trace is called
   * @param replicas how many such runs were simulated for a bound
   * @param rank which of them, from the worst, is the bound
   * @param stretchFromSeconds where its stretch of the trace begins; null without a trace
   * @param stretchUpdates how many updates lie in it; null without a trace
   * @param hasSamples whether its percentiles stand on enough samples
   */
  public record Check(
      String arrivals,
      int feeds,
      int subscribers,
      double windowSeconds,
      int windows,
      int repeats,
      int replicas,
      int rank,
      @Nullable Double stretchFromSeconds,
      @Nullable Integer stretchUpdates,
      boolean hasSamples) {}

  /**
   * One strategy that was looked at.
   *
   * @param way its kind
   * @param intervalMs of fixed polls; null otherwise
   * @param source closed form or simulated
   * @param figures predicted, by the names of a trial's metrics
   * @param costs of all subscribers together
   * @param bound by metric, for those that were rehearsed; null for the others
   * @param holds whether it meets all, bound included; null where that was not looked into
   * @param misses what it misses in expectation, objectives and budgets as they were written
   */
  public record Candidate(
      String strategy,
      String way,
      @Nullable Double intervalMs,
      String source,
      Map<String, Double> figures,
      TotalCosts costs,
      @Nullable Bound bound,
      @Nullable Boolean holds,
      List<String> misses) {}

  /**
   * Where a poll and a push cost the same.
   *
   * @param polling kind of poll
   * @param cost what kind of cost
   * @param pushIsCheaper at the poll that is recommended, or at the push's own objective without
   *     one
   * @param intervalMs at the update rate that was asked about, polls at a longer interval are
   *     cheaper than the push; null where one is always cheaper
   * @param atIntervalMs the interval that the rate is about
   * @param updatesPerSecond from this update rate on, polling at that interval is cheaper than the
   *     push; null where one is always cheaper
   */
  public record Crossing(
      String push,
      String polling,
      String cost,
      boolean pushIsCheaper,
      @Nullable Double intervalMs,
      double atIntervalMs,
      @Nullable Double updatesPerSecond) {}

  /**
   * What is peculiar to a trace.
   *
   * @param file what it is called
   * @param updates how many
   * @param spanSeconds from the first to the last
   * @param busiestHourFromSeconds where the hour with the most updates begins
   * @param busiestHourUpdates how many it holds
   * @param gapVariation standard deviation of the gaps over their mean: 1 for a Poisson process
   * @param binSeconds length of a bin
   * @param bins updates in each, from the first update on
   * @param worstStretch what fixed polls are expected to show in the stretch that is verified
   * @param ratePerSecond on average
   * @param poisson what a Poisson process of the same mean rate would get; null where its rate is
   *     beyond those that can be measured
   */
  public record TraceFacts(
      String file,
      int updates,
      double spanSeconds,
      double busiestHourFromSeconds,
      int busiestHourUpdates,
      double gapVariation,
      double binSeconds,
      List<Integer> bins,
      List<InStretch> worstStretch,
      double ratePerSecond,
      @Nullable Twin poisson) {}

  /**
   * A poll in the worst stretch of a trace.
   *
   * @param figures of the objectives' metrics
   */
  public record InStretch(String strategy, Map<String, Double> figures) {}

  /**
   * The same question of a Poisson process of the same mean rate.
   *
   * @param bestFixed the cheapest poll at a fixed interval that holds for it; null where none does
   * @param candidates its fixed polls
   */
  public record Twin(@Nullable String bestFixed, List<Candidate> candidates) {}
}
