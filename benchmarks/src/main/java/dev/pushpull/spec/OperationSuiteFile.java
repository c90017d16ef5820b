package dev.pushpull.spec;

import dev.pushpull.spec.OperationSpec.Iterations;
import dev.pushpull.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a suite of single operations, a YAML file with a key {@code operations}. Strict: an unknown
 * key, a duplicate key, a wrong type or an invalid value is an {@link IllegalArgumentException}
 * whose message names file, line and key.
 */
public final class OperationSuiteFile {

  private static final String OPERATIONS = "operations";
  private static final String BENCHMARK = "benchmark";
  private static final String PARAMS = "params";
  private static final List<String> OF_FORKS = List.of("forks", "warmup", "measurement");
  private static final How DEFAULT =
      new How(
          1, new Iterations(3, Duration.ofMillis(500)), new Iterations(5, Duration.ofMillis(500)));

  private OperationSuiteFile() {}

  /** How an operation's forks are measured. */
  private record How(int forks, Iterations warmup, Iterations measurement) {

    How changed(YamlMap map) {
      return new How(
          map.optionalScalar("forks", OperationSpec::parseForks).orElse(forks),
          map.optionalScalar("warmup", Iterations::parse).orElse(warmup),
          map.optionalScalar("measurement", OperationSuiteFile::measurement).orElse(measurement));
    }
  }

  /** Whether a suite has single operations: a built-in one, or a file with their key. */
  public static boolean isOne(String nameOrFile) {
    return SuiteFile.has(nameOrFile, OPERATIONS);
  }

  /**
   * Reads a built-in suite by its name, else a file.
   *
   * @throws IllegalArgumentException that says what was expected and what was found
   */
  public static OperationSuite load(String nameOrFile) {
    return SuiteFile.read(nameOrFile, SuiteFile.BUILT_IN_OPERATIONS, OperationSuiteFile::parse);
  }

  /**
   * Reads a suite.
   *
   * @param file its name in messages
   * @param yaml its text
   */
  public static OperationSuite parse(String file, String yaml) {
    return SuiteFile.read(
        file, yaml, keys("name", "seed", OPERATIONS), OperationSuiteFile::operations);
  }

  private static OperationSuite operations(YamlMap map, String name, long seed) {
    How how = DEFAULT.changed(map);
    var specs = new ArrayList<OperationSpec>();
    for (YamlMap operation : map.maps(OPERATIONS, keys(BENCHMARK, PARAMS))) {
      add(operation, how.changed(operation), specs);
    }
    return map.made(() -> new OperationSuite(name, seed, specs));
  }

  private static Set<String> keys(String... own) {
    var keys = new LinkedHashSet<>(List.of(own));
    keys.addAll(OF_FORKS);
    return keys;
  }

  /** Each benchmark with each combination of the parameters' values. */
  private static void add(YamlMap operation, How how, List<OperationSpec> specs) {
    List<Map<String, String>> combinations = combinations(operation);
    for (String benchmark : operation.oneOrMore(BENCHMARK, OperationSpec::checkBenchmark)) {
      for (Map<String, String> params : combinations) {
        String id = "%03d".formatted(specs.size() + 1);
        specs.add(
            new OperationSpec(id, benchmark, params, how.forks(), how.warmup(), how.measurement()));
      }
    }
  }

  private static List<Map<String, String>> combinations(YamlMap operation) {
    List<Map<String, String>> all = List.of(Map.of());
    if (operation.has(PARAMS)) {
      YamlMap params = operation.open(PARAMS);
      for (String param : params.keys()) {
        List<String> values = params.oneOrMore(param, text -> text);
        all =
            all.stream()
                .flatMap(one -> values.stream().map(value -> with(one, param, value)))
                .toList();
      }
    }
    return all;
  }

  private static Map<String, String> with(Map<String, String> one, String param, String value) {
    var more = new LinkedHashMap<>(one);
    more.put(param, value);
    return more;
  }

  private static Iterations measurement(String text) {
    return OperationSpec.checkMeasurement(Iterations.parse(text));
  }
}
