package dev.pushpull.suite;

import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationFork;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.result.HistogramLog;
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
import java.util.stream.IntStream;
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

  /** Those of an operation all of whose forks ended, in the order in which they ran. */
  List<ForkOutcome> of(OperationSpec operation) throws IOException {
    var outcomes = new ArrayList<ForkOutcome>();
    for (OperationFork fork : forks(operation)) {
      ForkRecord record = directory.record(fork);
      outcomes.add(
          record.failure() == null
              ? new ForkOutcome(record, jmh(fork), histograms(fork))
              : new ForkOutcome(record, Optional.empty(), Map.of()));
    }
    return outcomes;
  }

  /** JMH's results of all forks that ended well, by operation and fork. */
  List<RunResult> jmh() throws IOException {
    var results = new ArrayList<RunResult>();
    for (OperationSpec operation : directory.suite().operations()) {
      for (OperationFork fork : forks(operation)) {
        if (directory.hasEnded(fork) && directory.record(fork).failure() == null) {
          jmh(fork).ifPresent(results::add);
        }
      }
    }
    return results;
  }

  private static List<OperationFork> forks(OperationSpec operation) {
    return IntStream.rangeClosed(1, operation.forks())
        .mapToObj(number -> new OperationFork(operation, number))
        .toList();
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
      HistogramLog.read(file, TAGS).forEach((tag, slices) -> merged.put(tag, merged(slices)));
    }
    return merged;
  }

  private static Histogram merged(List<HistogramLog.Slice> slices) {
    Histogram all = slices.getFirst().histogram().copy();
    all.setAutoResize(true);
    slices.stream().skip(1).forEach(slice -> all.add(slice.histogram()));
    return all;
  }
}
