package dev.pushpull.plan;

import dev.pushpull.schedule.Seeds;
import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.ServerAddress;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep's trials in the order in which they run: for each repeat a block that holds every cell
 * once, shuffled, so that the machine's drift hits all alike. The same spec gives the same plan.
 *
 * @param spec what was asked for
 * @param trials what runs
 * @param notes what the plan changed or warns of, a line each
 */
public record Plan(SweepSpec spec, List<TrialSpec> trials, List<String> notes) {

  /** Client JVM and server JVM, both cold. */
  private static final Duration LAUNCH = Duration.ofMillis(1_200);

  private static final Duration BURN_IN = Duration.ofMillis(2_600);
  private static final Duration BASELINE = Duration.ofMillis(500);
  private static final Duration COLLECT = Duration.ofMillis(700);

  /** The ramp opens about a thousand connections a second. */
  private static final Duration CONNECT_EACH = Duration.ofMillis(1);

  private static final Duration DRAIN_SLACK = Duration.ofMillis(50);

  /** Copies the lists. */
  public Plan {
    trials = List.copyOf(trials);
    notes = List.copyOf(notes);
  }

  /** The plan of a sweep whose forks start their servers. */
  public static Plan of(SweepSpec spec) {
    return of(spec, Optional.empty());
  }

  /**
   * The plan of a sweep, perhaps against a server that already runs.
   *
   * @throws IllegalArgumentException if a cell cannot be measured; the message says which and why
   */
  public static Plan of(SweepSpec spec, Optional<ServerAddress> server) {
    checkPossible(spec);
    List<String> target = TargetSweep.notes(spec);
    int total = spec.cells().size() * spec.repeats();
    int digits = Math.max(3, Integer.toString(total).length());
    var trials = new ArrayList<TrialSpec>(total);
    for (int repeat = 1; repeat <= spec.repeats(); repeat++) {
      for (Cell cell : block(spec, repeat)) {
        String id = String.format(Locale.ROOT, "%0" + digits + "d", trials.size() + 1);
        trials.add(trial(id, cell, spec, repeat, server));
      }
    }
    return new Plan(spec, trials, Stream.of(target, notes(spec)).flatMap(List::stream).toList());
  }

  private static void checkPossible(SweepSpec spec) {
    String refusals =
        spec.cells().stream()
            .flatMap(cell -> cell.refusal().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(refusals);
    }
  }

  private static List<Cell> block(SweepSpec spec, int repeat) {
    var cells = new ArrayList<>(spec.cells());
    Collections.shuffle(cells, new Random(Seeds.order(spec.seed(), repeat)));
    return cells;
  }

  private static TrialSpec trial(
      String id, Cell cell, SweepSpec spec, int repeat, Optional<ServerAddress> server) {
    var timing = timing(cell, spec);
    return new TrialSpec(
        id, cell.strategy(), cell.workload(), timing, repeat, spec.seed(), server, spec.setup());
  }

  /** Later windows open at one place of the arrivals for all strategies, so all need one drain. */
  private static Timing timing(Cell cell, SweepSpec spec) {
    Timing own = spec.timing().of(cell);
    if (own.windows() == 1) {
      return own;
    }
    Duration longest =
        spec.cells().stream()
            .map(other -> spec.timing().of(other.strategy()).drain())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new Timing(own.warmup(), own.window(), own.windows(), longest);
  }

  private static List<String> notes(SweepSpec spec) {
    var notes = new ArrayList<>(spec.warnings());
    spec.cells().stream()
        .flatMap(cell -> cell.workload().arrivals().notes().stream())
        .distinct()
        .forEach(notes::add);
    spec.cells().stream()
        .map(Cell::strategy)
        .distinct()
        .filter(spec.timing()::lengthensWarmup)
        .forEach(strategy -> notes.add(lengthened(spec, strategy)));
    spec.cells().stream()
        .map(cell -> cell.workload().scenario())
        .distinct()
        .filter(scenario -> scenario.leastWarmup().compareTo(spec.timing().warmup()) > 0)
        .forEach(scenario -> notes.add(lengthened(spec, scenario)));
    int cores = Runtime.getRuntime().availableProcessors();
    spec.cells().stream()
        .flatMap(cell -> ClientCost.note(cell, cores).stream())
        .distinct()
        .forEach(notes::add);
    return notes;
  }

  private static String lengthened(SweepSpec spec, Scenario scenario) {
    return "warm-up of %s is at least %s instead of %s, so that the scenario reaches its usual rate"
        .formatted(
            scenario,
            Durations.format(scenario.leastWarmup()),
            Durations.format(spec.timing().warmup()));
  }

  private static String lengthened(SweepSpec spec, Strategy strategy) {
    boolean settles = strategy instanceof Strategy.Poll poll && !poll.pace().isOpenLoop();
    return "warm-up of %s is %s instead of %s, so that every subscriber has %s"
        .formatted(
            strategy,
            Durations.format(spec.timing().of(strategy).warmup()),
            Durations.format(spec.timing().warmup()),
            settles ? "polled and settled on its interval" : "polled on schedule");
  }

  /** The same plan less the trials that are done. */
  public Plan without(Set<String> doneIds) {
    return new Plan(spec, trials.stream().filter(t -> !doneIds.contains(t.id())).toList(), notes);
  }

  /** How long one trial takes, about. */
  public static Duration estimate(TrialSpec trial) {
    var timing = trial.timing();
    return LAUNCH
        .plus(BURN_IN)
        .plus(BASELINE)
        .plus(CONNECT_EACH.multipliedBy(trial.workload().subscribers()))
        .plus(timing.warmup())
        .plus(timing.window().plus(drain(trial)).multipliedBy(timing.windows()))
        .plus(COLLECT);
  }

  /**
   * A drain ends when the last update was seen: after about an interval for polls, at once else.
   */
  private static Duration drain(TrialSpec trial) {
    Duration expected = trial.strategy().longestInterval().plus(DRAIN_SLACK);
    return Collections.min(List.of(expected, trial.timing().drain()));
  }

  /** How long all trials take, about. */
  public Duration estimate() {
    return trials.stream().map(trial -> estimate(trial)).reduce(Duration.ZERO, Duration::plus);
  }

  private static Cell cell(TrialSpec trial) {
    return new Cell(trial.strategy(), trial.workload());
  }

  /** Whether any trial's clients are made so. */
  public boolean uses(Engine engine) {
    return trials.stream().anyMatch(trial -> trial.workload().engine() == engine);
  }

  /** How many connections the hungriest trial has at once. */
  public int connections() {
    return trials.stream().map(Plan::cell).mapToInt(Cell::connections).max().orElse(0);
  }

  /** The heap that the hungriest trial's clients need, in MiB. */
  public int heapMib() {
    return trials.stream().mapToInt(ForkHeap::mib).max().orElse(ForkHeap.LEAST_MIB);
  }

  /** File descriptors that the hungriest process of the plan needs. */
  public int descriptorsNeeded() {
    return DescriptorLimit.needed(connections());
  }
}
