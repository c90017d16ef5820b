package dev.pushpull.report.page;

import dev.pushpull.machine.Environment;
import dev.pushpull.machine.Machine;
import dev.pushpull.report.RunNotices;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the template says of a run in words: its head, and the section on method. */
final class PageFacts {

  private PageFacts() {}

  /** The template's variables. */
  static Map<String, Object> of(RunResults run) {
    return Map.of(
        "title", "pushpull: " + run.runId() + (run.inVirtualTime() ? " (simulated)" : ""),
        "runId", run.runId(),
        "badge", badge(run),
        "badgeClass", worst(run).name(),
        "asked", asked(run),
        "environment", environment(run),
        "command", run.environment().command(),
        "verdicts", run.trials().stream().map(PageFacts::verdict).toList(),
        "openVerdicts", worst(run) != Verdict.VALID);
  }

  private static Verdict worst(RunResults run) {
    boolean whole = RunNotices.completeness(run).isEmpty() && !run.trials().isEmpty();
    return RunNotices.worst(whole, run.trials().stream().map(t -> t.validity().verdict()));
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
    run.trials().stream()
        .map(TrialResult::workload)
        .distinct()
        .forEach(workload -> facts.add(Fact.of("workload", workload.label())));
    for (String key : List.of("name", "warmup", "window", "windows", "drain", "repeats")) {
      String value = run.spec().path(key).asText("");
      facts.add(Fact.of(key, value.isEmpty() || value.equals("null") ? "default" : value));
    }
    facts.add(Fact.of("seed", run.seed()));
    run.spec().path("require").forEach(node -> facts.add(Fact.of("required", node.asText())));
    return facts;
  }

  private static List<Fact> environment(RunResults run) {
    if (!run.inVirtualTime()) {
      return environment(run.environment());
    }
    var facts = build(run.environment());
    facts.add(Fact.of("time", "virtual: the figures do not depend on the machine"));
    return facts;
  }

  /** Where and with what something was measured. */
  static List<Fact> environment(Environment at) {
    Machine machine = at.machine();
    var facts = build(at);
    facts.add(
        Fact.formatted(
            "timer slack",
            "p50 %.0f µs, p99 %.0f µs",
            machine.timerSlackP50Micros(),
            machine.timerSlackP99Micros()));
    facts.add(
        Fact.formatted(
            "socket floor",
            "p50 %.0f µs, p99 %.0f µs there and back",
            machine.socketRoundTripP50Micros(),
            machine.socketRoundTripP99Micros()));
    facts.add(
        Fact.formatted(
            "load before",
            "%.1f %% busy, %.1f %% stolen",
            100 * machine.busyShare(),
            100 * machine.stealShare()));
    return facts;
  }

  private static List<Fact> build(Environment at) {
    String libraries =
        at.libraries().entrySet().stream()
            .map(library -> library.getKey() + " " + library.getValue())
            .collect(Collectors.joining(", "));
    return new ArrayList<>(
        List.of(
            Fact.of("started", at.startedAt()),
            Fact.of("Java", at.jdk()),
            Fact.of("system", at.os()),
            Fact.of("processor", "%s, %s cores".formatted(at.cpu(), at.cores())),
            Fact.of("build", at.git().isEmpty() ? "unknown" : at.git()),
            Fact.of("libraries", libraries)));
  }

  private static String audit(TrialResult trial) {
    long holding = trial.audit().stream().filter(AuditCheck::holds).count();
    String unaudited = trial.validity().notAuditable();
    String held = "%s of %s hold".formatted(holding, trial.audit().size());
    return unaudited == null ? held : held + "; not auditable in part: " + unaudited;
  }

  private static Map<String, Object> verdict(TrialResult trial) {
    double uncertainty = trial.clock().uncertaintyNanos() / 1e6;
    return Map.of(
        "id", trial.id(),
        "strategy", trial.name(),
        "repeat", trial.repeat(),
        "verdict", trial.validity().verdict().name(),
        "why", trial.validity().line(),
        "audit", audit(trial),
        "clock",
            trial.target() != null && trial.target().clock() != null
                ? trial.target().clock()
                : uncertainty == 0
                    ? "one clock"
                    : String.format(Locale.ROOT, "± %.3f ms", uncertainty));
  }
}
