package dev.pushpull.suite;

import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Turns every metric of a window into a JMH secondary result with its unit. */
public final class FreshnessProfiler implements InternalProfiler {

  @Override
  public String getDescription() {
    return "Freshness: delivery latency, staleness, age, requests, bytes, server CPU";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // The benchmark clears the figures itself.
  }

  @Override
  @SuppressWarnings("rawtypes") // JMH's own signature
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return LastWindow.take().entrySet().stream()
        .map(
            figure ->
                new ScalarResult(
                    figure.getKey(),
                    figure.getValue().value(),
                    figure.getValue().unit(),
                    AggregationPolicy.AVG))
        .toList();
  }
}
