package dev.pushpull.suite;

import dev.pushpull.sut.text.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/**
 * Keeps JMH's result of each fork, and merges the forks of one benchmark and parameter set into
 * one.
 */
final class JmhResults {

  /** Its name in the folder of a fork. */
  static final String FILE = "jmh-fork.ser";

  /** Only what a RunResult is made of may be read back. */
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "org.openjdk.jmh.**;java.lang.*;java.util.*;java.util.concurrent.TimeUnit;!*");

  private JmhResults() {}

  static void store(Path file, RunResult result) throws IOException {
    try (var out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(result);
    }
  }

  /** Reads what {@link #store} wrote. */
  static RunResult load(Path file) throws IOException {
    try (var in = new ObjectInputStream(Files.newInputStream(file))) {
      in.setObjectInputFilter(FILTER);
      return (RunResult) in.readObject();
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException(file + " is not the result of a JMH fork: " + Reason.of(e), e);
    }
  }

  /** The forks of all finished trials, in the order of their ids. */
  static List<RunResult> ofTrials(Path trials) throws IOException {
    var forks = new ArrayList<RunResult>();
    try (var folders = Files.list(trials)) {
      for (Path folder : folders.sorted().toList()) {
        Path file = folder.resolve(FILE);
        if (!folder.toString().endsWith(".tmp") && Files.exists(file)) {
          forks.add(load(file));
        }
      }
    }
    return forks;
  }

  /** JMH's own JSON, the forks of one benchmark and parameter set as one result. */
  static String json(List<RunResult> forks) {
    var groups =
        forks.stream()
            .collect(
                Collectors.groupingBy(
                    fork -> fork.getParams().id(), LinkedHashMap::new, Collectors.toList()));
    var bytes = new ByteArrayOutputStream();
    try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out)
          .writeOut(groups.values().stream().map(JmhResults::merge).toList());
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * One result of all forks of a benchmark and parameter set.
   *
   * @param forks one or more
   */
  static RunResult merge(List<RunResult> forks) {
    List<BenchmarkResult> results =
        forks.stream().flatMap(fork -> fork.getBenchmarkResults().stream()).toList();
    return new RunResult(withForks(forks.getFirst().getParams(), forks.size()), common(results));
  }

  /**
   * Without the paths of this machine, which say nothing and are in the way when results are handed
   * on.
   */
  private static BenchmarkParams withForks(BenchmarkParams params, int forks) {
    var workload = new WorkloadParams();
    int position = 0;
    for (String key : params.getParamsKeys()) {
      workload.put(key, params.getParam(key), position++);
    }
    return new BenchmarkParams(
        params.getBenchmark(),
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        params.getMeasurement(),
        params.getMode(),
        workload,
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        Path.of(params.getJvm()).getFileName().toString(),
        params.getJvmArgs().stream().filter(arg -> !arg.startsWith("-Dpushpull.")).toList(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }

  /**
   * Leaves out the figures that some window lacks, such as a latency where nothing was sent: JMH
   * counts such a figure as 0, so that its mean would be of something that nobody measured. {@code
   * results.json} has them all.
   */
  private static List<BenchmarkResult> common(List<BenchmarkResult> forks) {
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
