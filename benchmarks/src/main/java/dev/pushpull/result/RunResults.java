package dev.pushpull.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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
}
