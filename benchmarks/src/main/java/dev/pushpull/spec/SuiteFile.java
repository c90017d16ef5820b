package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.text.NearNames;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.sut.text.Resources;
import dev.pushpull.yaml.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads suites: YAML files with a name, a seed and what is measured. Those of sweeps are read here,
 * those of single operations by {@link OperationSuiteFile}, by the same means. Strict: an unknown
 * key, a key that is there twice, a wrong type or a bad value is an {@link
 * IllegalArgumentException} whose message names file, line and key.
 */
public final class SuiteFile {

  /** The suites that are built in. */
  public static final List<String> BUILT_IN = List.of("quick", "full", "engines");

  /** Those of single operations. */
  public static final List<String> BUILT_IN_OPERATIONS = List.of("op-quick", "op-full");

  private static final Set<String> ENGINE = Set.of("engine", Settings.OLD_ENGINE);
  private static final Set<String> CELL_KEYS =
      inOrder(Stream.of(List.of("strategies"), Settings.OF_WORKLOAD));
  private static final Set<String> KEYS =
      inOrder(
          Stream.of(
              List.of("name"),
              CELL_KEYS,
              Settings.OF_TIMING,
              List.of("repeats", "seed", "require", "also"),
              Settings.OF_SETUP));
  private static final Workload DEFAULT_WORKLOAD =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 100, 64, Protocol.H1);

  /** What is usual against a server that is not ours. */
  public static final Workload TARGET_WORKLOAD =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 10, 0, Protocol.H1);

  private SuiteFile() {}

  /**
   * Reads a built-in suite by its name, else a file.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static SweepSpec load(String nameOrFile) {
    if (BUILT_IN_OPERATIONS.contains(nameOrFile)) {
      throw new IllegalArgumentException(
          "suite %s measures single operations, which only 'run' supports".formatted(nameOrFile));
    }
    SweepSpec spec = read(nameOrFile, BUILT_IN, SuiteFile::parse);
    return spec.setup()
        .targetFile()
        .map(target -> spec.with(spec.setup().withTarget(besides(nameOrFile, target))))
        .orElse(spec);
  }

  /** A target file stands where the suite stands, unless its path says otherwise. */
  private static Path besides(String suite, Path target) {
    return Path.of(suite).toAbsolutePath().resolveSibling(target).normalize();
  }

  /**
   * Reads a suite of any kind.
   *
   * @param nameOrFile one of any kind that is built in, or a file
   * @param builtIn the names of that kind
   * @param parser makes it of the name in messages and the text
   * @throws IllegalArgumentException that says what was expected and what came
   */
  static <S> S read(String nameOrFile, List<String> builtIn, BiFunction<String, String, S> parser) {
    String file = builtIn.contains(nameOrFile) ? nameOrFile + ".yaml" : nameOrFile;
    return parser.apply(file, text(nameOrFile));
  }

  /** Whether a suite can be read and has a key; why it cannot be read is for its reader to say. */
  static boolean has(String nameOrFile, String key) {
    try {
      return YamlMap.open(nameOrFile, text(nameOrFile)).has(key);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String text(String nameOrFile) {
    try {
      return BUILT_IN.contains(nameOrFile) || BUILT_IN_OPERATIONS.contains(nameOrFile)
          ? Resources.text(SuiteFile.class, "/suites/" + nameOrFile + ".yaml")
          : Files.readString(Path.of(nameOrFile));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "suite must be %s or a YAML file that can be read, but is '%s' (%s)"
                  .formatted(String.join(", ", names()), nameOrFile, Reason.of(e))
              + NearNames.hint(nameOrFile, names()),
          e);
    }
  }

  private static List<String> names() {
    return Stream.concat(BUILT_IN.stream(), BUILT_IN_OPERATIONS.stream()).toList();
  }

  /**
   * Reads a suite.
   *
   * @param file what messages call it
   * @param yaml its text
   */
  public static SweepSpec parse(String file, String yaml) {
    return read(file, yaml, KEYS, SuiteFile::sweep);
  }

  /** What a suite says beside its name and its seed. */
  @FunctionalInterface
  interface Content<S> {
    /**
     * Makes the suite.
     *
     * @throws IllegalArgumentException that names file, line and key
     */
    S read(YamlMap map, String name, long seed);
  }

  /**
   * Reads a suite of any kind.
   *
   * @param file what messages call it
   * @param yaml its text
   * @param keys that it may have
   * @param content reads those that are its own
   */
  static <S> S read(String file, String yaml, Set<String> keys, Content<S> content) {
    var map = YamlMap.read(file, yaml, keys);
    String name = map.scalar("name", SweepSpec::checkName);
    long seed =
        map.optionalScalar("seed", text -> Settings.whole("seed", text, Long.MAX_VALUE)).orElse(1L);
    return content.read(map, name, seed);
  }

  private static SweepSpec sweep(YamlMap map, String name, long seed) {
    List<Cell> cells = cells(map);
    int repeats =
        map.optionalScalar(
                "repeats", text -> SweepSpec.checkRepeats(Settings.whole("repeats", text)))
            .orElse(1);
    var require =
        map.has("require") ? map.list("require", Requirement::parse) : List.<Requirement>of();
    SweepTiming usual = preset(map).map(Scenario.Preset::timing).orElse(SweepTiming.DEFAULT);
    SweepTiming timing = changed(map, Settings.OF_TIMING, usual, Settings::apply);
    Setup setup = changed(map, Settings.OF_SETUP, Setup.USUAL, Settings::apply);
    return map.made(() -> new SweepSpec(name, cells, timing, repeats, seed, require, setup));
  }

  private static List<Cell> cells(YamlMap map) {
    Part first =
        part(
            map, Optional.empty(), List.of(map.has("target") ? TARGET_WORKLOAD : DEFAULT_WORKLOAD));
    var cells = new ArrayList<>(first.cells());
    if (map.has("also")) {
      for (YamlMap also : map.maps("also", CELL_KEYS)) {
        cells.addAll(part(also, Optional.of(first.strategies()), first.workloads()).cells());
      }
    }
    return cells;
  }

  /** What one mapping measures: each of the strategies on the workload, by each engine. */
  private record Part(List<StrategyName> strategies, List<Workload> workloads, List<Cell> cells) {}

  /** What the map says, else its scenario, else what is usual; an error if none says a strategy. */
  private static Part part(
      YamlMap map, Optional<List<StrategyName>> usual, List<Workload> otherwise) {
    Optional<Scenario.Preset> preset = preset(map);
    List<Workload> workloads =
        workloads(map, preset.map(p -> List.of(p.workload())).orElse(otherwise));
    Optional<List<StrategyName>> known = preset.map(Scenario.Preset::strategies).or(() -> usual);
    List<StrategyName> strategies =
        known.isPresent() && !map.has("strategies")
            ? known.get()
            : map.list("strategies", StrategyName::parse);
    return map.made(
        () -> {
          var cells =
              strategies.stream()
                  // The floor of two engines is one.
                  .flatMap(strategy -> workloads.stream().map(strategy::on).distinct())
                  .toList();
          return new Part(strategies, workloads, cells);
        });
  }

  private static Optional<Scenario.Preset> preset(YamlMap map) {
    return map.optionalScalar("scenario", Scenario::parse).flatMap(Scenario::preset);
  }

  private static List<Workload> workloads(YamlMap map, List<Workload> base) {
    if (map.keys().containsAll(ENGINE)) {
      throw map.error("key 'engine' is given twice: 'client' is what it was called");
    }
    return changed(map, Settings.OF_WORKLOAD, base, Settings::apply);
  }

  private interface Change<T> {
    T apply(T old, String key, String text);
  }

  /** In the file's order, but the engine first: what it makes usual may be said otherwise. */
  private static <T> T changed(YamlMap map, List<String> keys, T usual, Change<T> change) {
    List<String> present =
        map.keys().stream()
            .filter(keys::contains)
            .sorted(Comparator.comparing(key -> !ENGINE.contains(key)))
            .toList();
    T value = usual;
    for (String key : present) {
      T old = value;
      value =
          ENGINE.contains(key)
              ? change.apply(old, key, String.join(",", map.oneOrMore(key, SuiteFile::engine)))
              : map.scalar(key, text -> change.apply(old, key, text));
    }
    return value;
  }

  private static String engine(String text) {
    return Engine.parse(text).toString();
  }

  private static Set<String> inOrder(Stream<Collection<String>> keys) {
    return keys.flatMap(Collection::stream).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
