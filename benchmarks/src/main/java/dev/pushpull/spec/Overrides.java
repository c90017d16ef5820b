package dev.pushpull.spec;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Single settings that are given beside a suite and win over it.
 *
 * @param values by name without dashes: {@code strategies} (separated by commas), {@code scenario},
 *     {@code arrivals}, {@code feeds}, {@code subscribers}, {@code payload}, {@code protocol},
 *     {@code engine}, {@code warmup}, {@code window}, {@code windows}, {@code drain}, {@code
 *     repeats}, {@code seed}; in the order in which they are applied
 * @param requirements in place of the suite's, unless empty
 */
public record Overrides(Map<String, String> values, List<Requirement> requirements) {

  /** Changes nothing. */
  public static final Overrides NONE = new Overrides(Map.of(), List.of());

  /** Copies both. */
  public Overrides {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    requirements = List.copyOf(requirements);
  }

  /** Whether nothing is overridden. */
  public boolean isEmpty() {
    return values.isEmpty() && requirements.isEmpty();
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
    return requirements.isEmpty() ? result : withRequirements(result, requirements);
  }

  private static SweepSpec apply(SweepSpec spec, String key, String text) {
    if (Settings.OF_WORKLOAD.contains(key)) {
      return withWorkloads(spec, workload -> Settings.apply(workload, key, text));
    }
    if (Settings.OF_TIMING.contains(key)) {
      return withTiming(spec, Settings.apply(spec.timing(), key, text));
    }
    if (Settings.OF_SETUP.contains(key)) {
      return withSetup(spec, Settings.apply(spec.setup(), key, text));
    }
    return switch (key) {
      case "strategies" -> withCells(spec, crossed(spec, Settings.strategies(text)));
      case "repeats" -> withRepeats(spec, Settings.whole(key, text));
      case "seed" -> withSeed(spec, Settings.wholeLong(key, text));
      default -> throw new IllegalArgumentException("unknown setting '" + key + "'");
    };
  }

  private static List<Cell> crossed(SweepSpec spec, List<StrategyName> strategies) {
    Set<Workload> workloads =
        spec.cells().stream()
            .map(Cell::workload)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // What was there only as the floor goes with the strategies that named it.
    workloads.removeIf(w -> w.engine() == Engine.SOCKET && workloads.contains(w.on(Engine.OKHTTP)));
    return workloads.stream()
        .flatMap(workload -> strategies.stream().map(strategy -> strategy.on(workload)))
        .toList();
  }

  /** Changes each workload once, since a trace among them is read for it. */
  private static SweepSpec withWorkloads(SweepSpec spec, UnaryOperator<Workload> change) {
    var changed = new HashMap<Workload, Workload>();
    return withCells(
        spec,
        spec.cells().stream()
            .map(
                cell -> new Cell(cell.strategy(), changed.computeIfAbsent(cell.workload(), change)))
            .distinct()
            .toList());
  }

  private static SweepSpec withCells(SweepSpec old, List<Cell> cells) {
    return new SweepSpec(
        old.name(),
        cells,
        old.timing(),
        old.repeats(),
        old.seed(),
        old.requirements(),
        old.setup());
  }

  private static SweepSpec withTiming(SweepSpec old, SweepTiming timing) {
    return new SweepSpec(
        old.name(),
        old.cells(),
        timing,
        old.repeats(),
        old.seed(),
        old.requirements(),
        old.setup());
  }

  private static SweepSpec withSetup(SweepSpec old, Setup setup) {
    return new SweepSpec(
        old.name(),
        old.cells(),
        old.timing(),
        old.repeats(),
        old.seed(),
        old.requirements(),
        setup);
  }

  private static SweepSpec withRepeats(SweepSpec old, int repeats) {
    return new SweepSpec(
        old.name(),
        old.cells(),
        old.timing(),
        repeats,
        old.seed(),
        old.requirements(),
        old.setup());
  }

  private static SweepSpec withSeed(SweepSpec old, long seed) {
    return new SweepSpec(
        old.name(),
        old.cells(),
        old.timing(),
        old.repeats(),
        seed,
        old.requirements(),
        old.setup());
  }

  private static SweepSpec withRequirements(SweepSpec old, List<Requirement> requirements) {
    return new SweepSpec(
        old.name(),
        old.cells(),
        old.timing(),
        old.repeats(),
        old.seed(),
        requirements,
        old.setup());
  }
}
