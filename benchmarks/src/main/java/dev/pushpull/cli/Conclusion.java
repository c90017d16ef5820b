package dev.pushpull.cli;

import dev.pushpull.report.SweepReport;
import dev.pushpull.result.RequirementCheck.Outcome;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.result.RunResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** The end of a run, measured or simulated: its files, its table, its verdicts. */
final class Conclusion {

  private Conclusion() {}

  /**
   * Prints the results, then writes the files that are made of them.
   *
   * @param basis what they rest on, a line each, perhaps nothing
   * @return the exit code
   * @throws IOException if the folder cannot be read or written; the message names it
   */
  static int of(RunDirectory directory, List<String> basis, PrintWriter out) throws IOException {
    RunResults run = directory.results();
    List<Outcome> outcomes = Verdicts.outcomes(run);
    out.print(SweepReport.text(run, Terminal.colour()));
    out.println();
    basis.forEach(out::println);
    Verdicts.lines(run, outcomes).forEach(out::println);
    out.flush(); // The figures are there even where their files cannot be written.
    Renderings.write(run, outcomes, directory.path());
    out.println("Run: " + directory.path());
    out.flush();
    return Verdicts.exitCode(run, outcomes);
  }
}
