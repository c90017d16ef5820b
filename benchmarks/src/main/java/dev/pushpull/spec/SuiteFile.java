package dev.pushpull.spec;

import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.text.NearNames;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a suite: a YAML file that is a {@link SweepSpec}. Strict: an unknown key, a key that is
 * there twice, a wrong type or a bad value is an {@link IllegalArgumentException} whose message
 * names file, line and key.
 */
public final class SuiteFile {

  /** The suites that are built in. */
  public static final List<String> BUILT_IN = List.of("quick", "full");

  /** Those of single operations, which are read elsewhere. */
  public static final List<String> BUILT_IN_OPERATIONS = List.of("op-quick", "op-full");

  private static final List<String> CELL_KEYS =
      List.of(
          "strategies",
          "scenario",
          "arrivals",
          "feeds",
          "subscribers",
          "payload",
          "protocol",
          "engine",
          Settings.OLD_ENGINE);
  private static final Set<String> ENGINE = Set.of("engine", Settings.OLD_ENGINE);
  private static final List<String> SWEEP_KEYS =
      List.of(
          "warmup",
          "window",
          "windows",
          "drain",
          "repeats",
          "seed",
          "require",
          "also",
          "server-heap",
          "connects-per-second",
          "connect-timeout");
  private static final Workload DEFAULT_WORKLOAD =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 100, 64, Protocol.H1);

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
    String file = BUILT_IN.contains(nameOrFile) ? nameOrFile + ".yaml" : nameOrFile;
    return parse(file, text(nameOrFile));
  }

  /**
   * The text of a built-in suite of either kind, or of a file.
   *
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  public static String text(String nameOrFile) {
    try {
      return BUILT_IN.contains(nameOrFile) || BUILT_IN_OPERATIONS.contains(nameOrFile)
          ? resource("/suites/" + nameOrFile + ".yaml")
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
   * Reads a seed.
   *
   * @throws IllegalArgumentException that says what was expected and what came
   */
  public static long seed(String text) {
    return Settings.wholeLong("seed", text);
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = SuiteFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("this build does not contain " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads a suite.
   *
   * @param file what messages call it
   * @param yaml its text
   */
  public static SweepSpec parse(String file, String yaml) {
    var known = new LinkedHashSet<>(List.of("name"));
    known.addAll(CELL_KEYS);
    known.addAll(SWEEP_KEYS);
    var map = YamlMap.read(file, yaml, known);
    String name = map.scalar("name", SweepSpec::checkName);
    List<Cell> cells = cells(map);
    int repeats = map.optionalScalar("repeats", SuiteFile::repeats).orElse(1);
    long seed = map.optionalScalar("seed", SuiteFile::seed).orElse(1L);
    var require =
        map.has("require") ? map.list("require", Requirement::parse) : List.<Requirement>of();
    SweepTiming timing = timing(map);
    try {
      return new SweepSpec(name, cells, timing, repeats, seed, require, setup(map));
    } catch (IllegalArgumentException e) {
      throw map.error(String.valueOf(e.getMessage()));
    }
  }

  private static int repeats(String text) {
    return SweepSpec.checkRepeats(Settings.whole("repeats", text));
  }

  private static List<Cell> cells(YamlMap map) {
    Optional<Scenario.Preset> preset = preset(map);
    Workload workload = workload(map, base(preset, DEFAULT_WORKLOAD));
    var strategies = strategies(map, preset.map(Scenario.Preset::strategies));
    var cells = new ArrayList<>(cross(map, strategies, workload));
    if (map.has("also")) {
      for (YamlMap also : map.maps("also", new LinkedHashSet<>(CELL_KEYS))) {
        Optional<Scenario.Preset> other = preset(also);
        var own =
            strategies(
                also, other.map(Scenario.Preset::strategies).or(() -> Optional.of(strategies)));
        cells.addAll(cross(also, own, workload(also, base(other, workload))));
      }
    }
    return cells;
  }

  private static Optional<Scenario.Preset> preset(YamlMap map) {
    return map.optionalScalar("scenario", Scenario::parse).flatMap(Scenario::preset);
  }

  private static Workload base(Optional<Scenario.Preset> preset, Workload otherwise) {
    return preset.map(Scenario.Preset::workload).orElse(otherwise);
  }

  /** What the map says, else what is usual; an error if there is neither. */
  private static List<StrategyName> strategies(YamlMap map, Optional<List<StrategyName>> usual) {
    return usual.isPresent() && !map.has("strategies")
        ? usual.get()
        : map.list("strategies", StrategyName::parse);
  }

  private static List<Cell> cross(YamlMap map, List<StrategyName> strategies, Workload workload) {
    try {
      return strategies.stream().map(strategy -> strategy.on(workload)).toList();
    } catch (IllegalArgumentException e) {
      throw map.error(String.valueOf(e.getMessage()));
    }
  }

  private static Workload workload(YamlMap map, Workload base) {
    if (map.keys().containsAll(ENGINE)) {
      throw map.error("key 'engine' is given twice: 'client' is what it was called");
    }
    Workload workload = base;
    for (String key : present(map, Settings.OF_WORKLOAD)) {
      Workload old = workload;
      workload = map.scalar(key, text -> Settings.apply(old, key, text));
    }
    return workload;
  }

  private static SweepTiming timing(YamlMap map) {
    SweepTiming timing = preset(map).map(Scenario.Preset::timing).orElse(SweepTiming.DEFAULT);
    for (String key : present(map, Settings.OF_TIMING)) {
      SweepTiming old = timing;
      timing = map.scalar(key, text -> Settings.apply(old, key, text));
    }
    return timing;
  }

  private static Setup setup(YamlMap map) {
    Setup setup = Setup.USUAL;
    for (String key : present(map, Settings.OF_SETUP)) {
      Setup old = setup;
      setup = map.scalar(key, text -> Settings.apply(old, key, text));
    }
    return setup;
  }

  /** In the file's order, but the engine first: what it makes usual may be said otherwise. */
  private static List<String> present(YamlMap map, Set<String> keys) {
    return map.keys().stream()
        .filter(keys::contains)
        .sorted(Comparator.comparing(key -> !ENGINE.contains(key)))
        .toList();
  }
}
