package dev.pushpull.report;

import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.JUnitWriter.Case;
import dev.pushpull.report.JUnitWriter.Finding;
import dev.pushpull.report.JUnitWriter.Kind;
import dev.pushpull.report.JUnitWriter.Property;
import dev.pushpull.report.JUnitWriter.Suite;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.result.Validity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code junit.xml}: a run as a CI system shows tests. The suite {@code validity} has a case for
 * each trial, and one that fails where trials are missing; {@code requirements} has a case for each
 * requirement. A SUSPECT trial is skipped, not failed, as it does not change the exit code: that is
 * the only state of a test that is neither good nor bad. So is a requirement that is met by figures
 * some of which are SUSPECT themselves.
 *
 * <p>Cases are named by strategy, repeat and workload and not by the trial's id, since CI systems
 * follow a case from run to run by its name. A trial's time is the length of its windows.
 */
public final class JUnitXml {

  private JUnitXml() {}

  /**
   * The whole file.
   *
   * @param operations those that joined the run, for a suite of their own
   */
  public static String render(
      RunResults run, List<Outcome> requirements, Optional<OperationRun> operations) {
    var suites = new ArrayList<Suite>();
    suites.add(new Suite("validity", validity(run)));
    if (!requirements.isEmpty()) {
      suites.add(new Suite("requirements", requirements.stream().map(JUnitXml::toCase).toList()));
    }
    operations.ifPresent(joined -> suites.add(suite(joined)));
    String name = "pushpull " + run.runId() + (run.inVirtualTime() ? " (simulated)" : "");
    return JUnitWriter.write(name, properties(run), suites);
  }

  /** Of single operations alone: a case's time is the length of its iterations. */
  public static String render(OperationRun run) {
    return JUnitWriter.write("pushpull " + run.runId(), List.of(), List.of(suite(run)));
  }

  private static List<Property> properties(RunResults run) {
    Stream<Property> simulated =
        run.inVirtualTime() ? Stream.of(new Property("simulated", "true")) : Stream.of();
    return Stream.concat(
            simulated, TargetNotes.of(run).stream().map(line -> new Property("target", line)))
        .toList();
  }

  /** A case for each operation, and one that fails where some are missing. */
  private static Suite suite(OperationRun run) {
    int missing = run.specs().size() - run.operations().size();
    List<String> lines =
        missing > 0
            ? List.of("%d of %d operations are missing".formatted(missing, run.specs().size()))
            : List.of();
    var cases = new ArrayList<Case>();
    cases.add(new Case("all planned operations", 0, finding(Kind.ERROR, "NOT FINISHED", lines)));
    for (OperationResult result : run.operations()) {
      var spec = result.spec();
      var measurement = spec.measurement();
      double seconds = measurement.time().toNanos() / 1e9 * measurement.count() * spec.forks();
      cases.add(
          new Case(spec.label(), seconds, finding(result.validity(), "operation " + spec.id())));
    }
    return new Suite("operations", cases);
  }

  private static List<Case> validity(RunResults run) {
    List<String> missing = RunNotices.completeness(run);
    var all = new Case("all planned trials", 0, finding(Kind.ERROR, "NOT FINISHED", missing));
    return Stream.concat(Stream.of(all), run.trials().stream().map(JUnitXml::toCase)).toList();
  }

  private static Case toCase(TrialResult trial) {
    String name =
        "%s, repeat %s, %s".formatted(trial.name(), trial.repeat(), trial.workload().label());
    return new Case(name, trial.windowSeconds(), finding(trial.validity(), "trial " + trial.id()));
  }

  /** What a case says of a verdict. */
  private static List<Finding> finding(Validity validity, String what) {
    Verdict verdict = validity.verdict();
    var lines = new ArrayList<>(List.of("%s: %s".formatted(verdict, what)));
    lines.addAll(validity.lines());
    Kind kind = verdict == Verdict.INVALID ? Kind.FAILURE : Kind.SKIPPED;
    return finding(kind, verdict.name(), verdict == Verdict.VALID ? List.of() : lines);
  }

  private static Case toCase(Outcome outcome) {
    return new Case(
        outcome.requirement().toString(),
        0,
        outcome.met()
            ? finding(Kind.SKIPPED, "SUSPECT", outcome.doubts())
            : finding(Kind.FAILURE, "NOT MET", outcome.failures()));
  }

  private static List<Finding> finding(Kind kind, String type, List<String> lines) {
    return lines.isEmpty() ? List.of() : List.of(new Finding(kind, type, lines));
  }
}
