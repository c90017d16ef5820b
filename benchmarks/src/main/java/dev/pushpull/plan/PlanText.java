package dev.pushpull.plan;

import dev.pushpull.spec.Durations;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan as {@code --dry-run} shows it. */
public final class PlanText {

  private PlanText() {}

  /** Trials in order, what they need, and how long they take; ends with a line end. */
  public static String render(Plan plan, Optional<DescriptorLimit> limit) {
    var text = new StringBuilder();
    line(
        text,
        "%s: %d trials = %d cells × %d repeats, seed %d",
        plan.spec().name(),
        plan.trials().size(),
        plan.spec().cells().size(),
        plan.spec().repeats(),
        plan.spec().seed());
    List<String> workloads =
        plan.trials().stream().map(trial -> trial.workload().label()).distinct().toList();
    int width = width(plan);
    for (String workload : workloads) {
      line(text, "on %s", workload);
    }
    for (TrialSpec trial : plan.trials()) {
      text.append(row(trial, width, workloads.size() > 1));
    }
    line(
        text,
        "time    about %s, %s on average",
        clock(plan.estimate()),
        seconds(plan.estimate().dividedBy(Math.max(1, plan.trials().size()))));
    line(text, "files   %s", files(plan, limit));
    plan.notes().forEach(note -> line(text, "note    %s", note));
    plan.spec().requirements().forEach(r -> line(text, "require %s", r));
    return text.toString();
  }

  private static int width(Plan plan) {
    return plan.trials().stream().mapToInt(t -> t.name().length()).max().orElse(0);
  }

  private static String row(TrialSpec trial, int width, boolean workload) {
    var timing = trial.timing();
    return String.format(
        Locale.ROOT,
        "  %s  repeat %d  %-" + width + "s  warm-up %s, %d × %s, drain ≤ %s; %s%s\n",
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

  private static String files(Plan plan, Optional<DescriptorLimit> limit) {
    int needed = plan.descriptorsNeeded();
    return limit
        .map(known -> known.problem(needed).orElse(enough(needed, known)))
        .orElse(needed + " descriptors needed in one process, limit unknown");
  }

  private static String enough(int needed, DescriptorLimit limit) {
    String most = limit.soft().isEmpty() ? "none" : Long.toString(limit.soft().getAsLong());
    return needed + " descriptors needed in one process, limit " + most;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }

  /** Such as {@code 2 min 41 s}. */
  public static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
  }

  // The annotation that would check the callers is not worth a dependency.
  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
