package dev.pushpull.tune.job;

import dev.pushpull.metric.Metrics;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Strategy;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to watch jobs: the time until their end is known against the requests for each job.
 *
 * @param scenario how jobs go
 * @param roundTripMs that was taken for every request
 * @param required what has to hold
 * @param recommended the poll that asks least of those that do all that is required; null if none
 * @param told the way to be told that does it with the fewest requests; null if none
 * @param ways all that were looked at, soonest first
 */
public record JobAdvice(
    String scenario,
    double roundTripMs,
    List<String> required,
    @Nullable JobPrediction recommended,
    @Nullable JobPrediction told,
    List<JobPrediction> ways) {

  private static final List<String> USUAL =
      List.of(
          ("websocket sse long-poll poll@100ms poll@250ms poll@500ms poll@1s poll@2s poll@5s"
                  + " poll@10s backoff@100ms..2s backoff@250ms..4s backoff@500ms..30s hinted")
              .split(" "));

  private static final double MIN_MS = 1;
  private static final double MAX_MS = 3_600_000;

  /** Copies the lists. */
  public JobAdvice {
    required = List.copyOf(required);
    ways = List.copyOf(ways);
  }

  /** Whether anything does all that is required. */
  public boolean advises() {
    return recommended != null || told != null;
  }

  /** Looks at usual ways, and at those polls that meet a requirement just so. */
  public static JobAdvice of(JobQuestion asked) {
    double delayNanos = asked.roundTripNanos() / 2.0;
    var names = new LinkedHashSet<>(USUAL);
    asked.requirements().forEach(r -> boundary(r, asked, delayNanos).ifPresent(names::add));
    List<JobPrediction> ways =
        names.stream()
            .map(Strategy::parse)
            .map(how -> JobPrediction.of(how, asked.jobs().service(), delayNanos, asked.seed()))
            .sorted(Comparator.comparingDouble(JobPrediction::meanMs))
            .toList();
    return new JobAdvice(
        asked.jobs().toString(),
        asked.roundTripNanos() / 1e6,
        asked.requirements().stream().map(Requirement::toString).toList(),
        best(ways, asked, false),
        best(ways, asked, true),
        ways);
  }

  private static @Nullable JobPrediction best(
      List<JobPrediction> ways, JobQuestion asked, boolean push) {
    return ways.stream()
        .filter(way -> Strategy.parse(way.strategy()).isPush() == push)
        .filter(asked::isMetBy)
        .min(Comparator.comparingDouble(JobPrediction::requestsPerJob))
        .orElse(null);
  }

  /** T from T/2 + d, from 0.95 T + d, or from 1 + E[(s − d)₊]/T, on the safe side of a whole ms. */
  private static Optional<String> boundary(
      Requirement requirement, JobQuestion asked, double delayNanos) {
    double bound = JobQuestion.bound(requirement);
    double delay = delayNanos / 1e6;
    double watched = new ServiceTail(asked.jobs().service()).meanExcess(delayNanos) / 1e6;
    double interval =
        switch (Metrics.resolve(requirement.metric())) {
          case JobQuestion.MEAN -> strictly(requirement, 2 * (bound - delay), -1);
          case JobQuestion.P95 -> strictly(requirement, (bound - delay) / 0.95, -1);
          case JobQuestion.REQUESTS -> strictly(requirement, watched / (bound - 1), 1);
          default -> strictly(requirement, watched / bound, 1);
        };
    return interval >= MIN_MS && interval <= MAX_MS
        ? Optional.of(String.format(Locale.ROOT, "poll@%.0fms", interval))
        : Optional.empty();
  }

  private static double strictly(Requirement requirement, double millis, int direction) {
    double whole = direction < 0 ? Math.floor(millis) : Math.ceil(millis);
    boolean strict =
        requirement.operator() == Requirement.Operator.BELOW
            || requirement.operator() == Requirement.Operator.ABOVE;
    return strict && whole == millis ? whole + direction : whole;
  }
}
