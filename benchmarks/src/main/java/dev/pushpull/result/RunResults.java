package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.machine.Environment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code results.json}: a run as every report reads it.
 *
 * @param schema 2; one of schema 1 is brought up when it is read
 * @param runId the folder's name below {@code results/}
 * @param spec the sweep that was asked for, as JSON
 * @param simulated true if nothing was measured but all played out in virtual time; absent in a
 *     measured run
 * @param seed the run's seed
 * @param environment where and with what
 * @param trials finished trials, in the order of their ids
 */
public record RunResults(
    int schema,
    String runId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean simulated,
    JsonNode spec,
    long seed,
    Environment environment,
    List<TrialResult> trials) {

  /** What this version writes. */
  public static final int SCHEMA = ResultJson.SCHEMA;

  /** Copies the list; a trial that is listed twice would count twice. */
  public RunResults {
    trials = List.copyOf(trials);
    var ids = new HashSet<String>();
    for (TrialResult trial : trials) {
      if (!ids.add(trial.id())) {
        throw new IllegalArgumentException("trial '" + trial.id() + "' is listed twice");
      }
    }
  }

  /** The same run with other trials. */
  public RunResults with(List<TrialResult> others) {
    return new RunResults(schema, runId, simulated, spec, seed, environment, others);
  }

  /** Whether it was played out in virtual time, so that nothing in it was measured. */
  public boolean inVirtualTime() {
    return Boolean.TRUE.equals(simulated);
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
