package dev.pushpull.cli;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.OperationReport;
import dev.pushpull.report.OperationsCsv;
import dev.pushpull.report.page.OperationsPage;
import dev.pushpull.result.AtomicFiles;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunFolder;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files in a run's folder that are made of its single operations. */
final class OperationRenderings {

  private OperationRenderings() {}

  /**
   * Writes them all; where the operations joined a sweep, the sweep's with them.
   *
   * @throws IOException if the folder cannot be written; the message names it
   */
  static void write(OperationRun run, Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.RESULTS))) {
      RunResults sweep = RunDirectory.read(folder);
      Renderings.write(sweep, Verdicts.outcomes(sweep), folder);
      return;
    }
    try {
      writeTable(run, folder);
      AtomicFiles.replace(folder.resolve(Renderings.SUMMARY), OperationReport.markdown(run));
      AtomicFiles.replace(folder.resolve(Renderings.PAGE), OperationsPage.render(run));
      AtomicFiles.replace(folder.resolve(Renderings.JUNIT), JUnitXml.render(run));
    } catch (IOException e) {
      throw Renderings.notWritten(folder, e);
    }
  }

  /** Writes the one file that is of nothing but operations. */
  static void writeTable(OperationRun run, Path folder) throws IOException {
    AtomicFiles.replace(folder.resolve(OperationsCsv.FILE), OperationsCsv.render(run));
  }
}
