package dev.pushpull.operation.fork;

import dev.pushpull.target.ParentWatch;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Turns the figures of a benchmark's iteration into JMH secondary results with their units. */
public final class FigureProfiler implements InternalProfiler {

  @Override
  public String getDescription() {
    return "Freshness, percentiles, floor, server CPU, bytes on the socket";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    ParentWatch.start(); // only called in a fork; JMH makes profilers in its host too
    IterationFigures.take();
  }

  @Override
  @SuppressWarnings("rawtypes") // JMH's own signature
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return IterationFigures.take().entrySet().stream()
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
