package dev.pushpull.report.page;

import dev.pushpull.machine.Environment;
import dev.pushpull.machine.Machine;
import dev.pushpull.report.RunNotices;
import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the template says of a run in words: its head, and the section on method. */
final class PageFacts {

  private PageFacts() {}

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
    facts.put("openVerdicts", worst(run) != Verdict.VALID);
    return facts;
  }

  private static Verdict worst(RunResults run) {
    boolean whole = RunNotices.completeness(run).isEmpty() && !run.trials().isEmpty();
    Stream<Verdict> verdicts = run.trials().stream().map(trial -> trial.validity().verdict());
    return Stream.concat(Stream.of(whole ? Verdict.VALID : Verdict.SUSPECT), verdicts)
        .max(Comparator.naturalOrder())
        .orElseThrow();
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

  private static TrialVerdict verdict(TrialResult trial) {
    double uncertainty = trial.clock().uncertaintyNanos() / 1e6;
    return new TrialVerdict(
        trial.id(),
        trial.name(),
        trial.repeat(),
        trial.validity().verdict().name(),
        trial.validity().line(),
        audit(trial),
        uncertainty == 0 ? "one clock" : String.format(Locale.ROOT, "± %.3f ms", uncertainty));
  }
}
