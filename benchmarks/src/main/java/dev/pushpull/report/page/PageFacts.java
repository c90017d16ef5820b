package dev.pushpull.report.page;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.pushpull.report.Completeness;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.Environment;
import dev.pushpull.result.Machine;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the template says of a run in words: its head, and the section on method. */
final class PageFacts {

  private PageFacts() {}

  /** A line of a list of facts. */
  record Fact(String key, String value) {}

  private record TrialVerdict(
      String id,
      String strategy,
      int repeat,
      String verdict,
      String why,
      String audit,
      String clock) {}

  /** The template's variables. */
  static Map<String, Object> of(RunResults run) {
    var facts = new HashMap<String, Object>();
    facts.put("title", "pushpull: " + run.runId() + (run.inVirtualTime() ? " (simulated)" : ""));
    facts.put("runId", run.runId());
    facts.put("badge", badge(run));
    facts.put("badgeClass", worst(run).name());
    facts.put("asked", asked(run));
    facts.put("environment", environment(run));
    facts.put("command", run.environment().command());
    facts.put("verdicts", run.trials().stream().map(PageFacts::verdict).toList());
    facts.put("hasVerdicts", !run.trials().isEmpty());
    facts.put("openVerdicts", worst(run) != Verdict.VALID);
    return facts;
  }

  private static Verdict worst(RunResults run) {
    Verdict incomplete =
        Completeness.lines(run).isEmpty() && !run.trials().isEmpty()
            ? Verdict.VALID
            : Verdict.SUSPECT;
    return run.trials().stream()
        .map(trial -> trial.validity().verdict())
        .reduce(incomplete, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  private static String badge(RunResults run) {
    long valid = run.trials().stream().filter(t -> t.validity().verdict() == Verdict.VALID).count();
    return run.trials().isEmpty()
        ? "no trial"
        : "%s%s of %s trials VALID"
            .formatted(run.inVirtualTime() ? "SIMULATED: " : "", valid, run.trials().size());
  }

  private static List<Fact> asked(RunResults run) {
    var facts = new ArrayList<Fact>();
    for (WorkloadInfo workload :
        run.trials().stream().map(TrialResult::workload).distinct().toList()) {
      facts.add(new Fact("workload", workload.label()));
    }
    for (String key : List.of("name", "warmup", "window", "windows", "drain", "repeats")) {
      String value = run.spec().path(key).asText("");
      facts.add(new Fact(key, value.isEmpty() || value.equals("null") ? "default" : value));
    }
    facts.add(new Fact("seed", Long.toString(run.seed())));
    run.spec().path("require").forEach(node -> facts.add(new Fact("required", node.asText())));
    return facts;
  }

  private static List<Fact> environment(RunResults run) {
    if (!run.inVirtualTime()) {
      return environment(run.environment());
    }
    var facts = new ArrayList<>(build(run.environment()));
    facts.add(new Fact("time", "virtual: the figures do not depend on the machine"));
    return facts;
  }

  /** Where and with what something was measured. */
  static List<Fact> environment(Environment at) {
    var facts = new ArrayList<>(build(at));
    facts.addAll(timing(at.machine()));
    return facts;
  }

  private static List<Fact> build(Environment at) {
    return List.of(
        new Fact("started", at.startedAt()),
        new Fact("Java", at.jdk()),
        new Fact("system", at.os()),
        new Fact("processor", "%s, %s cores".formatted(at.cpu(), at.cores())),
        new Fact("build", at.git().isEmpty() ? "unknown" : at.git()),
        new Fact(
            "libraries",
            at.libraries().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "))));
  }

  private static List<Fact> timing(Machine machine) {
    return List.of(
        new Fact(
            "timer slack",
            text(
                "p50 %.0f µs, p99 %.0f µs",
                machine.timerSlackP50Micros(), machine.timerSlackP99Micros())),
        new Fact(
            "socket floor",
            text(
                "p50 %.0f µs, p99 %.0f µs there and back",
                machine.socketRoundTripP50Micros(), machine.socketRoundTripP99Micros())),
        new Fact(
            "load before",
            text(
                "%.1f %% busy, %.1f %% stolen",
                100 * machine.busyShare(), 100 * machine.stealShare())));
  }

  @FormatMethod
  private static String text(@FormatString String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String audit(TrialResult trial, long holding) {
    String unaudited = trial.validity().notAuditable();
    String held = "%s of %s hold".formatted(holding, trial.audit().size());
    return unaudited == null ? held : held + "; not auditable in part: " + unaudited;
  }

  private static TrialVerdict verdict(TrialResult trial) {
    long holding = trial.audit().stream().filter(AuditCheck::holds).count();
    return new TrialVerdict(
        trial.id(),
        trial.name(),
        trial.repeat(),
        trial.validity().verdict().name(),
        trial.validity().line(),
        audit(trial, holding),
        trial.clock().uncertaintyNanos() == 0
            ? "one clock"
            : text("± %.3f ms", trial.clock().uncertaintyNanos() / 1e6));
  }
}
