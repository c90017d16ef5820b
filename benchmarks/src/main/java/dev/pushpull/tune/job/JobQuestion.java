package dev.pushpull.tune.job;

import dev.pushpull.metric.Metrics;
import dev.pushpull.spec.Quantity.Dimension;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import java.util.List;
import java.util.Set;

/**
 * What is asked of the tuner about jobs.
 *
 * @param jobs how they go
 * @param requirements on the time from done to known and on the requests for each job
 * @param roundTripNanos of every request, above 0
 * @param seed of what is simulated
 */
public record JobQuestion(
    Scenario.JobStatus jobs, List<Requirement> requirements, long roundTripNanos, long seed) {

  static final String MEAN = "story.doneToKnownMs.mean";
  static final String P95 = "story.doneToKnownMs.p95";
  static final String REQUESTS = "story.requestsPerJob";

  private static final String WASTED = "story.wastedPollsPerJob";

  /** Checks that each requirement can be answered; the message names it. */
  public JobQuestion {
    requirements = List.copyOf(requirements);
    requirements.forEach(JobQuestion::check);
  }

  private static void check(Requirement requirement) {
    String metric = Metrics.resolve(requirement.metric());
    if (!Set.of(MEAN, P95, REQUESTS, WASTED).contains(metric)
        || requirement.strategy().isPresent()) {
      throw new IllegalArgumentException(
          "--require: of jobs, doneToKnown.mean, doneToKnown.p95, requestsPerJob and"
              + " wastedPollsPerJob can be required, but not '"
              + requirement
              + "'");
    }
    boolean time = Metrics.dimension(metric) == Dimension.TIME;
    if (time != (requirement.bound().dimension() == Dimension.TIME)) {
      throw new IllegalArgumentException(
          "--require: '%s' needs a %s, such as %s"
              .formatted(requirement, time ? "time" : "number", time ? "500ms" : "3"));
    }
  }

  /** Whether a strategy does all that is required. */
  boolean isMetBy(JobPrediction way) {
    return requirements.stream().allMatch(r -> r.operator().holds(figure(r, way), bound(r)));
  }

  private static double figure(Requirement requirement, JobPrediction way) {
    return switch (Metrics.resolve(requirement.metric())) {
      case MEAN -> way.meanMs();
      case P95 -> way.p95Ms();
      case REQUESTS -> way.requestsPerJob();
      default -> way.wastedPollsPerJob();
    };
  }

  static double bound(Requirement requirement) {
    return requirement.bound().inBase();
  }
}
