package dev.pushpull.report.operation;

import dev.pushpull.operation.OperationFork;
import dev.pushpull.operation.OperationSpec;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.PlanText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a suite of single operations will do, for {@code --dry-run}. */
public final class OperationPlanText {

  private OperationPlanText() {}

  /**
   * An operation a line, then time and files.
   *
   * @param suite its name
   * @param forks those that are still to run
   * @param limit how many files may be open, where known
   */
  public static String render(
      String suite, List<OperationFork> forks, Optional<DescriptorLimit> limit) {
    Map<OperationSpec, Integer> left = new LinkedHashMap<>();
    forks.stream()
        .map(OperationFork::operation)
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(operation -> left.merge(operation, 1, Integer::sum));
    int width = left.keySet().stream().mapToInt(o -> o.label().length()).max().orElse(0);
    var text = new StringBuilder();
    text.append("%s: %d operations, %d forks\n".formatted(suite, left.size(), forks.size()));
    left.forEach((operation, count) -> text.append(row(operation, count, width)));
    int needed = descriptorsNeeded(forks);
    String files =
        limit
            .map(known -> known.problem(needed).orElseGet(() -> enough(needed, known)))
            .orElse(needed + " descriptors needed in one process, limit unknown");
    return text
        + "time    about %s\nfiles   %s\n"
            .formatted(PlanText.clock(OperationFork.estimate(forks)), files);
  }

  private static String row(OperationSpec operation, int forks, int width) {
    return String.format(
        Locale.ROOT,
        "  %s  %-" + width + "s  %d fork%s warm-up %s, measures %s; %.1f s\n",
        operation.id(),
        operation.label(),
        forks,
        forks == 1 ? ", " : "s,",
        operation.warmup(),
        operation.measurement(),
        new OperationFork(operation, 1).estimate().toMillis() * forks / 1e3);
  }

  private static String enough(int needed, DescriptorLimit limit) {
    String most = limit.soft().isEmpty() ? "none" : Long.toString(limit.soft().getAsLong());
    return needed + " descriptors needed in one process, limit " + most;
  }

  /** What a fork's process needs, the client's or the server's, at the most. */
  public static int descriptorsNeeded(List<OperationFork> forks) {
    return DescriptorLimit.needed(
        forks.stream().mapToInt(fork -> fork.operation().receivers()).max().orElse(0));
  }
}
