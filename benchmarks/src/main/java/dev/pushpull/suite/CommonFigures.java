package dev.pushpull.suite;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Leaves out of JMH's results the figures that some window lacks, such as a latency where nothing
 * was sent: JMH counts such a figure as 0, so that its mean would be of something that nobody
 * measured. {@code results.json} has them all.
 */
final class CommonFigures {

  private CommonFigures() {}

  static List<BenchmarkResult> of(List<BenchmarkResult> forks) {
    Set<String> common = inEveryWindow(forks);
    return forks.stream().map(fork -> only(common, fork)).toList();
  }

  private static Set<String> inEveryWindow(List<BenchmarkResult> forks) {
    var windows = forks.stream().flatMap(fork -> fork.getIterationResults().stream()).toList();
    var common = new TreeSet<String>();
    windows.forEach(window -> common.addAll(window.getRawSecondaryResults().keys()));
    windows.forEach(window -> common.retainAll(window.getRawSecondaryResults().keys()));
    return common;
  }

  private static BenchmarkResult only(Set<String> names, BenchmarkResult fork) {
    var windows = fork.getIterationResults().stream().map(window -> only(names, window)).toList();
    return new BenchmarkResult(fork.getParams(), windows, fork.getMetadata());
  }

  private static IterationResult only(Set<String> names, IterationResult window) {
    var kept =
        new IterationResult(window.getBenchmarkParams(), window.getParams(), window.getMetadata());
    kept.addResults(window.getRawPrimaryResults());
    for (String name : names) {
      for (Result<?> figure : window.getRawSecondaryResults().get(name)) {
        kept.addResult(figure);
      }
    }
    return kept;
  }
}
