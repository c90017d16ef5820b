package dev.pushpull.console;

import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.operation.OperationDirectory;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.operation.OperationCsv;
import dev.pushpull.report.operation.OperationReport;
import dev.pushpull.report.page.OperationsPage;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.report.sweep.TrialCsv;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunFolder;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files in a run's folder that are made of what it stored, its results and its trials'
 * histograms and traces.
 */
public final class Renderings {

  private static final String SUMMARY = "summary.md";
  private static final String PAGE = "report.html";
  private static final String TRIALS = "trials.csv";
  private static final String JUNIT = "junit.xml";

  private Renderings() {}

  /**
   * Writes all files of a sweep, and of operations that joined it.
   *
   * @throws IOException if the folder cannot be written; the message names it
   */
  public static void write(RunResults run, List<Outcome> requirements, Path folder)
      throws IOException {
    Optional<OperationRun> operations =
        OperationDirectory.isOne(folder)
            ? Optional.of(OperationDirectory.read(folder))
            : Optional.empty();
    write(
        folder,
        () -> {
          var files = new LinkedHashMap<String, String>();
          operations.ifPresent(joined -> files.put(OperationCsv.FILE, OperationCsv.render(joined)));
          files.put(
              SUMMARY,
              SweepReport.markdown(run)
                  + operations.map(joined -> "\n" + OperationReport.section(joined)).orElse(""));
          files.put(TRIALS, TrialCsv.render(run));
          files.put(PAGE, ReportPage.render(run, folder, operations));
          files.put(JUNIT, JUnitXml.render(run, requirements, operations));
          return files;
        });
  }

  /**
   * Writes all files of single operations; where they joined a sweep, the sweep's with them.
   *
   * @throws IOException if the folder cannot be written; the message names it
   */
  public static void write(OperationRun run, Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.RESULTS))) {
      RunResults sweep = RunDirectory.read(folder);
      write(sweep, Verdicts.outcomes(sweep), folder);
      return;
    }
    write(
        folder,
        () ->
            Map.of(
                OperationCsv.FILE,
                OperationCsv.render(run),
                SUMMARY,
                OperationReport.markdown(run),
                PAGE,
                OperationsPage.render(run),
                JUNIT,
                JUnitXml.render(run)));
  }

  /** Makes texts by the names of their files. */
  private interface Rendering {
    Map<String, String> files() throws IOException;
  }

  /** The results are stored, so that all the rest can be made of them once the folder is fine. */
  private static void write(Path folder, Rendering rendering) throws IOException {
    try {
      for (var file : rendering.files().entrySet()) {
        AtomicFiles.replace(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new IOException(
          "folder '%s' cannot be written (%s); once it can, make its reports with: %s"
              .formatted(
                  folder,
                  Reason.withFile(e),
                  Commands.quoted("pushpull", List.of("report", folder.toString()))),
          e);
    }
  }
}
