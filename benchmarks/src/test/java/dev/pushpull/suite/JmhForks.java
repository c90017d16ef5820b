package dev.pushpull.suite;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results of JMH forks, made by hand. */
final class JmhForks {

  private static final TimeValue SECOND = TimeValue.seconds(1);
  private static final IterationParams WARMUP =
      new IterationParams(IterationType.WARMUP, 1, SECOND, 1);
  private static final IterationParams MEASUREMENT =
      new IterationParams(IterationType.MEASUREMENT, 1, SECOND, 1);

  private JmhForks() {}

  static BenchmarkParams params(String strategy) {
    var workload = new WorkloadParams();
    workload.put("strategy", strategy, 0);
    workload.put("feeds", "10", 1);
    return new BenchmarkParams(
        "dev.pushpull.suite.FreshnessBenchmark.freshness",
        "generated",
        false,
        1,
        new int[] {1},
        List.of("freshness"),
        1,
        0,
        WARMUP,
        MEASUREMENT,
        Mode.SingleShotTime,
        workload,
        TimeUnit.MILLISECONDS,
        1,
        "java",
        List.of("-Xmx512m"),
        "25",
        "VM",
        "25",
        "1.37",
        SECOND);
  }

  /** One fork of one window that has this figure. */
  static RunResult fork(String strategy, double deliveryMillis) {
    return fork(
        strategy, new ScalarResult("delivery.mean", deliveryMillis, "ms", AggregationPolicy.AVG));
  }

  /** One fork of one window. */
  static RunResult fork(String strategy, ScalarResult... figures) {
    BenchmarkParams params = params(strategy);
    var window = new IterationResult(params, MEASUREMENT, new IterationResultMetaData(1, 1));
    window.addResult(
        new SingleShotResult(
            ResultRole.PRIMARY, "freshness", TimeUnit.SECONDS.toNanos(7), TimeUnit.MILLISECONDS));
    Stream.of(figures).forEach(window::addResult);
    return new RunResult(params, List.of(new BenchmarkResult(params, List.of(window))));
  }
}
