package dev.pushpull.cli;

import dev.pushpull.report.Csv;
import dev.pushpull.report.JUnitXml;
import dev.pushpull.report.Markdown;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.AtomicFiles;
import dev.pushpull.result.RequirementCheck.Outcome;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files in a run's folder that are made of what it stored, its results and its trials'
 * histograms and traces.
 */
final class Renderings {

  private static final String SUMMARY = "summary.md";
  private static final String PAGE = "report.html";
  private static final String TRIALS = "trials.csv";
  private static final String JUNIT = "junit.xml";

  private Renderings() {}

  /**
   * Writes them all.
   *
   * @throws IOException if the folder cannot be written; the message names it
   */
  static void write(RunResults run, List<Outcome> requirements, Path folder) throws IOException {
    try {
      AtomicFiles.replace(folder.resolve(SUMMARY), Markdown.render(run));
      AtomicFiles.replace(folder.resolve(TRIALS), Csv.render(run));
      AtomicFiles.replace(folder.resolve(PAGE), ReportPage.render(run, folder));
      AtomicFiles.replace(folder.resolve(JUNIT), JUnitXml.render(run, requirements));
    } catch (FileSystemException e) {
      throw new IOException("folder '%s' cannot be written (%s)".formatted(folder, e), e);
    }
  }
}
