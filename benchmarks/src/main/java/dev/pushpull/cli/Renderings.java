package dev.pushpull.cli;

import dev.pushpull.report.Csv;
import dev.pushpull.report.Markdown;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.AtomicFiles;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.nio.file.Path;

/** The files in a run's folder that are made of its results alone. */
final class Renderings {

  private static final String SUMMARY = "summary.md";
  private static final String PAGE = "report.html";
  private static final String TRIALS = "trials.csv";

  private Renderings() {}

  static void write(RunResults run, Path folder) throws IOException {
    AtomicFiles.replace(folder.resolve(SUMMARY), Markdown.render(run));
    AtomicFiles.replace(folder.resolve(TRIALS), Csv.render(run));
    AtomicFiles.replace(folder.resolve(PAGE), ReportPage.render(run, folder));
  }
}
