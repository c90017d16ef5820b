package dev.pushpull.suite;

import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSuite;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What this build can measure, by the list that JMH made at compile time. */
final class Benchmarks {

  private static final String OPERATIONS = "dev.pushpull.suite.op.";

  private Benchmarks() {}

  /**
   * A benchmark method.
   *
   * @param name class and method without the package
   * @param qualified with it
   * @param mode JMH's short label, such as {@code avgt}
   * @param unit of its score, such as {@code us/op}
   * @param params its parameters with their default values
   */
  record Known(
      String name, String qualified, String mode, String unit, Map<String, List<String>> params) {

    private static Known of(BenchmarkListEntry entry) {
      String qualified = entry.getUsername();
      int method = qualified.lastIndexOf('.');
      int type = qualified.lastIndexOf('.', method - 1);
      var params = new LinkedHashMap<String, List<String>>();
      entry.getParams().orElse(Map.of()).forEach((key, values) -> params.put(key, List.of(values)));
      String time = TimeValue.tuToString(entry.getTimeUnit().orElse(Defaults.OUTPUT_TIMEUNIT));
      return new Known(
          qualified.substring(type + 1),
          qualified,
          entry.getMode().shortLabel(),
          entry.getMode().shortLabel().equals("thrpt") ? "ops/" + time : time + "/op",
          params);
    }
  }

  /** Those of single operations, by their names without the package. */
  static Map<String, Known> operations() {
    return matching(List.of(), List.of()).stream()
        .filter(known -> known.qualified().startsWith(OPERATIONS))
        .collect(Collectors.toMap(Known::name, known -> known, (a, _) -> a, TreeMap::new));
  }

  /** The JVM options of the forks of these benchmarks, each set of them once. */
  static Set<List<String>> jvmOptions(List<String> includes) {
    return find(includes, List.of()).stream()
        .map(entry -> List.copyOf(entry.getJvmArgs().orElse(List.of())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those that JMH would run. */
  static List<Known> matching(List<String> includes, List<String> excludes) {
    return find(includes, excludes).stream().map(Known::of).toList();
  }

  private static Set<BenchmarkListEntry> find(List<String> includes, List<String> excludes) {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(silent, includes, excludes);
  }

  /**
   * Sees to it that every operation of a suite can be asked for.
   *
   * @throws IllegalArgumentException that names the benchmark or the parameter
   */
  static void check(OperationSuite suite) {
    Map<String, Known> known = operations();
    for (OperationSpec operation : suite.operations()) {
      Known benchmark = known.get(operation.benchmark());
      if (benchmark == null) {
        throw new IllegalArgumentException(
            "unknown benchmark '%s'; known benchmarks: %s"
                .formatted(operation.benchmark(), String.join(", ", known.keySet())));
      }
      operation
          .params()
          .forEach((param, value) -> check(List.of(benchmark), param, List.of(value)));
      checkOneEach(operation, benchmark);
    }
  }

  /** JMH would measure every default of a parameter that is left out. */
  private static void checkOneEach(OperationSpec operation, Known benchmark) {
    benchmark
        .params()
        .forEach(
            (param, defaults) -> {
              if (defaults.size() > 1 && !operation.params().containsKey(param)) {
                throw new IllegalArgumentException(
                    "%s requires parameter '%s' (default values: %s)"
                        .formatted(operation.benchmark(), param, String.join(", ", defaults)));
              }
            });
  }

  /**
   * Sees to it that a parameter is known to one of the benchmarks at least, and that its values are
   * numbers where it takes numbers. JMH itself lets an unknown parameter pass in silence.
   *
   * @throws IllegalArgumentException that names the parameter, what was expected and what came
   */
  static void check(Collection<Known> benchmarks, String param, List<String> values) {
    var takers = benchmarks.stream().filter(known -> known.params().containsKey(param)).toList();
    if (takers.isEmpty()) {
      throw new IllegalArgumentException(unknown(benchmarks, param));
    }
    for (Known taker : takers) {
      List<String> defaults = taker.params().getOrDefault(param, List.of());
      for (String value : values) {
        checkNumber(param, value, defaults);
      }
    }
  }

  private static String unknown(Collection<Known> benchmarks, String param) {
    var names = new TreeSet<String>();
    benchmarks.forEach(known -> names.addAll(known.params().keySet()));
    String which =
        benchmarks.size() == 1 ? benchmarks.iterator().next().name() : "these benchmarks";
    return "%s has no parameter '%s'; %s"
        .formatted(
            which,
            param,
            names.isEmpty() ? "it has none" : "known parameters: " + String.join(", ", names));
  }

  private static void checkNumber(String param, String value, List<String> defaults) {
    if (areAll(defaults, "[+-]?\\d+") && !isWhole(value)) {
      throw new IllegalArgumentException(
          "%s must be a whole number, but is '%s'".formatted(param, value));
    }
    if (areAll(defaults, "[+-]?\\d+(\\.\\d+)?") && !value.matches("[+-]?\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException(
          "%s must be a number, but is '%s'".formatted(param, value));
    }
  }

  private static boolean areAll(List<String> texts, String pattern) {
    return !texts.isEmpty() && texts.stream().allMatch(text -> text.matches(pattern));
  }

  private static boolean isWhole(String text) {
    return text.matches("[+-]?\\d{1,10}") && Long.parseLong(text) == (int) Long.parseLong(text);
  }
}
