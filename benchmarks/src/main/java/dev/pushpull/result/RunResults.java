package dev.pushpull.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code results.json}: a run as every report reads it.
 *
 * @param schema 1
 * @param runId the folder's name below {@code results/}
 * @param spec the sweep that was asked for, as JSON
 * @param seed the run's seed
 * @param environment where and with what
 * @param trials finished trials, in the order of their ids
 */
public record RunResults(
    int schema,
    String runId,
    JsonNode spec,
    long seed,
    Environment environment,
    List<TrialResult> trials) {

  /** What this version writes. */
  public static final int SCHEMA = 1;

  /** Copies the list. */
  public RunResults {
    trials = List.copyOf(trials);
  }

  /** How many trials the run has when it is finished. */
  public int plannedTrials() {
    return spec.path("cells").size() * spec.path("repeats").asInt();
  }

  /** Ids of the trials that are finished. */
  public Set<String> trialIds() {
    return trials.stream().map(TrialResult::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
