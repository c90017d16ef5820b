package dev.pushpull.cli;

import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.Csv;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.OperationReport;
import dev.pushpull.report.SweepReport;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.AtomicFiles;
import dev.pushpull.result.RequirementCheck.Outcome;
import dev.pushpull.result.RunResults;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files in a run's folder that are made of what it stored, its results and its trials'
 * histograms and traces.
 */
final class Renderings {

  static final String SUMMARY = "summary.md";
  static final String PAGE = "report.html";
  private static final String TRIALS = "trials.csv";
  static final String JUNIT = "junit.xml";

  private Renderings() {}

  /**
   * Writes them all.
   *
   * @throws IOException if the folder cannot be written; the message names it
   */
  static void write(RunResults run, List<Outcome> requirements, Path folder) throws IOException {
    Optional<OperationRun> operations = operations(folder);
    try {
      if (operations.isPresent()) {
        OperationRenderings.writeTable(operations.get(), folder);
      }
      AtomicFiles.replace(folder.resolve(SUMMARY), summary(run, operations));
      AtomicFiles.replace(folder.resolve(TRIALS), Csv.render(run));
      AtomicFiles.replace(folder.resolve(PAGE), ReportPage.render(run, folder, operations));
      AtomicFiles.replace(folder.resolve(JUNIT), JUnitXml.render(run, requirements, operations));
    } catch (IOException e) {
      throw notWritten(folder, e);
    }
  }

  /** The results are stored, so that all the rest can be made of them once the folder is fine. */
  static IOException notWritten(Path folder, IOException cause) {
    return new IOException(
        "folder '%s' cannot be written (%s); once it can, make its reports with: %s"
            .formatted(
                folder,
                Reason.withFile(cause),
                Commands.quoted("pushpull", List.of("report", folder.toString()))),
        cause);
  }

  private static String summary(RunResults run, Optional<OperationRun> operations) {
    String sweep = SweepReport.markdown(run);
    return operations.map(joined -> sweep + "\n" + OperationReport.section(joined)).orElse(sweep);
  }

  /** Those that joined the sweep in a folder. */
  private static Optional<OperationRun> operations(Path folder) throws IOException {
    return OperationDirectory.isOne(folder)
        ? Optional.of(OperationDirectory.read(folder))
        : Optional.empty();
  }
}
