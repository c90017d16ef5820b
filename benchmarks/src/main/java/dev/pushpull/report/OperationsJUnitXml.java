package dev.pushpull.report;

import dev.pushpull.operation.OperationResult;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.JUnitWriter.Case;
import dev.pushpull.report.JUnitWriter.Kind;
import dev.pushpull.report.JUnitWriter.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code junit.xml} of single operations: a case for each, and one that fails where some are
 * missing, by the rules of {@link JUnitXml}. A case's time is the length of its iterations.
 */
public final class OperationsJUnitXml {

  private OperationsJUnitXml() {}

  /** The whole file. */
  public static String render(OperationRun run) {
    return JUnitWriter.write("pushpull " + run.runId(), Map.of(), List.of(suite(run)));
  }

  static Suite suite(OperationRun run) {
    int missing = run.specs().size() - run.operations().size();
    List<String> lines =
        missing > 0
            ? List.of("%d of %d operations are missing".formatted(missing, run.specs().size()))
            : List.of();
    var cases = new ArrayList<Case>();
    cases.add(
        new Case("all planned operations", 0, JUnitXml.finding(Kind.ERROR, "NOT FINISHED", lines)));
    run.operations().stream().map(OperationsJUnitXml::toCase).forEach(cases::add);
    return new Suite("operations", cases);
  }

  private static Case toCase(OperationResult result) {
    var spec = result.spec();
    var measurement = spec.measurement();
    double seconds = measurement.time().toNanos() / 1e9 * measurement.count() * spec.forks();
    String what = "operation " + spec.id();
    return new Case(spec.label(), seconds, JUnitXml.finding(result.validity(), what));
  }
}
