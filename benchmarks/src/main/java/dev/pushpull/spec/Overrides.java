package dev.pushpull.spec;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Single settings that are given beside a suite and win over it.
 *
 * @param values by their names without dashes, see {@link #KEYS}, in the order in which they are
 *     applied; strategies are separated by commas, and so are engines
 * @param requirements in place of the suite's, unless empty
 */
public record Overrides(Map<String, String> values, List<Requirement> requirements) {

  /** All names, the engine first: strategies may name one of their own. */
  public static final List<String> KEYS =
      Stream.of(
              List.of(Settings.OLD_ENGINE, "engine", "strategies"),
              Settings.OF_WORKLOAD,
              Settings.OF_TIMING,
              List.of("repeats", "seed"),
              Settings.OF_SETUP)
          .flatMap(List::stream)
          .distinct()
          .toList();

  /** Copies both. */
  public Overrides {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    requirements = List.copyOf(requirements);
  }

  /**
   * A copy of the spec with all settings applied. A setting of the workload changes every cell, and
   * cells that become equal are one; {@code strategies} are combined with every workload.
   *
   * @throws IllegalArgumentException that starts with the option, such as {@code --window: …}
   */
  public SweepSpec applyTo(SweepSpec spec) {
    SweepSpec result = spec;
    for (var entry : values.entrySet()) {
      try {
        result = apply(result, entry.getKey(), entry.getValue());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--" + entry.getKey() + ": " + e.getMessage(), e);
      }
    }
    return new SweepSpec(
        result.name(),
        result.cells(),
        result.timing(),
        result.repeats(),
        result.seed(),
        requirements.isEmpty() ? result.requirements() : requirements,
        result.setup());
  }

  private static SweepSpec apply(SweepSpec spec, String key, String text) {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException("unknown setting '" + key + "'");
    }
    return new SweepSpec(
        spec.name(),
        cells(spec, key, text),
        Settings.apply(spec.timing(), key, text),
        key.equals("repeats") ? Settings.whole(key, text) : spec.repeats(),
        key.equals("seed") ? Settings.whole(key, text, Long.MAX_VALUE) : spec.seed(),
        spec.requirements(),
        Settings.apply(spec.setup(), key, text));
  }

  private static List<Cell> cells(SweepSpec spec, String key, String text) {
    if (key.equals("strategies")) {
      return crossed(spec, Settings.strategies(text));
    }
    // Each workload once, since a trace among them is read for it.
    var changed = new HashMap<Workload, List<Workload>>();
    return spec.cells().stream()
        .flatMap(
            cell ->
                changed
                    .computeIfAbsent(
                        cell.workload(), old -> Settings.apply(List.of(old), key, text))
                    .stream()
                    .map(workload -> new Cell(cell.strategy(), workload)))
        .distinct()
        .toList();
  }

  private static List<Cell> crossed(SweepSpec spec, List<StrategyName> strategies) {
    Set<Workload> workloads =
        spec.cells().stream()
            .map(Cell::workload)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // What was there only as the floor goes with the strategies that named it.
    workloads.removeIf(w -> w.engine() == Engine.SOCKET && workloads.contains(w.on(Engine.OKHTTP)));
    var floors = new HashSet<Cell>(); // That of two engines is one.
    return workloads.stream()
        .flatMap(
            workload ->
                strategies.stream()
                    .filter(name -> !name.isFloor() || floors.add(name.on(workload)))
                    .map(strategy -> strategy.on(workload)))
        .toList();
  }
}
