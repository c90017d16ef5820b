package dev.pushpull.console;

import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.Plan;
import dev.pushpull.spec.Durations;
import dev.pushpull.spec.OperationFork;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run will do, as {@code --dry-run} shows it: a line for each part, then time, files and
 * notes; each ends with a line end.
 */
public final class PlanText {

  private PlanText() {}

  /**
   * Trials in their order, what they need, and how long they take.
   *
   * @param limit how many files may be open, where known
   */
  public static String render(Plan plan, Optional<DescriptorLimit> limit) {
    List<TrialSpec> trials = plan.trials();
    List<String> workloads =
        trials.stream().map(trial -> trial.workload().label()).distinct().toList();
    int width = trials.stream().mapToInt(trial -> trial.name().length()).max().orElse(0);
    return text(
        "%s: %s trials = %s cells × %s repeats, seed %s"
            .formatted(
                plan.spec().name(),
                trials.size(),
                plan.spec().cells().size(),
                plan.spec().repeats(),
                plan.spec().seed()),
        Stream.concat(
            workloads.stream().map("on "::concat),
            trials.stream().map(trial -> row(trial, width, workloads.size() > 1))),
        "%s, %s on average"
            .formatted(
                Durations.clock(plan.estimate()),
                seconds(plan.estimate().dividedBy(Math.max(1, trials.size())))),
        Stream.of(files(plan.descriptorsNeeded(), limit), heap(plan)),
        Stream.concat(
            plan.notes().stream().map("note    "::concat),
            plan.spec().requirements().stream().map(required -> "require " + required)));
  }

  private static String row(TrialSpec trial, int width, boolean workload) {
    var timing = trial.timing();
    return String.format(
        Locale.ROOT,
        "  %s  repeat %d  %-" + width + "s  warm-up %s, %d × %s, drain ≤ %s; %s%s",
        trial.id(),
        trial.repeat(),
        trial.name(),
        Durations.format(timing.warmup()),
        timing.windows(),
        Durations.format(timing.window()),
        Durations.format(timing.drain()),
        seconds(Plan.estimate(trial)),
        workload ? "; " + trial.workload().label() : "");
  }

  /**
   * Single operations in their suite's order, what they need, and how long they take.
   *
   * @param suite its name
   * @param forks those that are still to run
   * @param limit how many files may be open, where known
   */
  public static String render(
      String suite, List<OperationFork> forks, Optional<DescriptorLimit> limit) {
    Map<OperationSpec, Integer> left = new TreeMap<>(Comparator.comparing(OperationSpec::id));
    forks.forEach(fork -> left.merge(fork.operation(), 1, Integer::sum));
    int width = left.keySet().stream().mapToInt(o -> o.label().length()).max().orElse(0);
    return text(
        "%s: %s operations, %s forks".formatted(suite, left.size(), forks.size()),
        left.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue(), width)),
        Durations.clock(OperationFork.estimate(forks)),
        Stream.of(files(DescriptorLimit.needed(forks), limit)),
        Stream.of());
  }

  private static String row(OperationSpec operation, int forks, int width) {
    return String.format(
        Locale.ROOT,
        "  %s  %-" + width + "s  %d fork%s warm-up %s, measures %s; %s",
        operation.id(),
        operation.label(),
        forks,
        forks == 1 ? ", " : "s,",
        operation.warmup(),
        operation.measurement(),
        seconds(new OperationFork(operation, 1).estimate().multipliedBy(forks)));
  }

  private static String text(
      String head, Stream<String> rows, String time, Stream<String> needs, Stream<String> notes) {
    return Stream.of(Stream.of(head), rows, Stream.of("time    about " + time), needs, notes)
        .flatMap(Function.identity())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String files(int needed, Optional<DescriptorLimit> limit) {
    return "files   "
        + limit
            .flatMap(known -> known.problem(needed))
            .orElse(
                needed
                    + " descriptors needed in one process, limit "
                    + limit.map(DescriptorLimit::toString).orElse("unknown"));
  }

  private static String heap(Plan plan) {
    String clients = "heap    %s MiB for the clients".formatted(plan.heapMib());
    Setup setup = plan.spec().setup();
    return setup.target() == null
        ? "%s, %s MiB for a server that is started".formatted(clients, setup.serverHeapMib())
        : clients;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
