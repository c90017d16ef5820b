package dev.pushpull.suite;

import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.run.HistogramLog;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;

/** Reads what forks left in a run's folder; each of JMH's results once. One thread. */
final class StoredForks {

  /** What the benchmarks record. */
  private static final Set<String> TAGS = Set.of("latency", "floor", "first", "median", "last");

  private final OperationDirectory directory;
  private final Map<Path, RunResult> read = new HashMap<>();

  StoredForks(OperationDirectory directory) {
    this.directory = directory;
  }

  /**
   * What one fork of an operation left.
   *
   * @param record how it went
   * @param jmh JMH's result; empty if the fork failed
   * @param histograms tag → values in ns; empty if the benchmark writes none
   */
  record Outcome(ForkRecord record, Optional<RunResult> jmh, Map<String, Histogram> histograms) {}

  /** Those of an operation all of whose forks ended, in the order in which they ran. */
  List<Outcome> of(OperationSpec operation) throws IOException {
    var outcomes = new ArrayList<Outcome>();
    for (OperationFork fork : operation.eachFork()) {
      outcomes.add(outcome(fork));
    }
    return outcomes;
  }

  private Outcome outcome(OperationFork fork) throws IOException {
    ForkRecord record = directory.record(fork);
    return record.failure() == null
        ? new Outcome(record, jmh(fork), histograms(fork))
        : new Outcome(record, Optional.empty(), Map.of());
  }

  /** JMH's results of all forks that ended well, by operation and fork. */
  List<RunResult> jmh() throws IOException {
    var results = new ArrayList<RunResult>();
    for (OperationSpec operation : directory.suite().operations()) {
      for (OperationFork fork : operation.eachFork()) {
        if (directory.hasEnded(fork) && directory.record(fork).failure() == null) {
          jmh(fork).ifPresent(results::add);
        }
      }
    }
    return results;
  }

  private Optional<RunResult> jmh(OperationFork fork) throws IOException {
    Path file = directory.file(fork, JmhResults.FILE);
    if (!read.containsKey(file) && Files.exists(file)) {
      read.put(file, JmhResults.load(file));
    }
    return Optional.ofNullable(read.get(file));
  }

  private Map<String, Histogram> histograms(OperationFork fork) throws IOException {
    Path file = directory.file(fork, HistogramLog.FILE);
    var merged = new LinkedHashMap<String, Histogram>();
    if (Files.exists(file)) {
      HistogramLog.read(file, TAGS)
          .forEach(
              (tag, slices) ->
                  merged.put(tag, ForkPercentiles.sum(slices, HistogramLog.Slice::histogram)));
    }
    return merged;
  }
}
