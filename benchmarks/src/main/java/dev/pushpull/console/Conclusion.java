package dev.pushpull.console;

import dev.pushpull.metric.RequirementCheck.Outcome;
import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.operation.OperationReport;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a run, measured or simulated: its table, its verdicts, its files. */
public final class Conclusion {

  private Conclusion() {}

  /**
   * Prints the results, then writes the files that are made of them.
   *
   * @param basis what they rest on, a line each, perhaps nothing
   * @return the exit code
   * @throws IOException if the folder cannot be read or written; the message names it
   */
  public static int of(RunDirectory directory, List<String> basis, PrintWriter out)
      throws IOException {
    RunResults run = directory.results();
    List<Outcome> outcomes = Verdicts.outcomes(run);
    var lines = new ArrayList<>(basis);
    lines.addFirst("");
    lines.addAll(Verdicts.lines(run, outcomes));
    show(run, outcomes, lines, directory.path(), out);
    say(directory.path(), out);
    return Verdicts.exitCode(run, outcomes);
  }

  /**
   * The same for one that is shown again.
   *
   * @throws IOException if the folder cannot be read or written; the message names it
   */
  public static void again(RunResults run, Path folder, PrintWriter out) throws IOException {
    List<Outcome> outcomes = Verdicts.outcomes(run);
    var lines = new ArrayList<>(Verdicts.lines(run, outcomes));
    if (!lines.isEmpty()) {
      lines.addFirst("");
    }
    show(run, outcomes, lines, folder, out);
  }

  private static void show(
      RunResults run, List<Outcome> outcomes, List<String> lines, Path folder, PrintWriter out)
      throws IOException {
    out.print(SweepReport.text(run, Terminal.colour()));
    lines.forEach(out::println);
    out.flush(); // The figures are there even where their files cannot be written.
    Renderings.write(run, outcomes, folder);
  }

  /**
   * The same for single operations.
   *
   * @return the exit code
   * @throws IOException if the folder cannot be read or written; the message names it
   */
  public static int of(OperationRun run, Path folder, PrintWriter out) throws IOException {
    out.print(OperationReport.text(run, Terminal.colour()));
    out.println();
    long invalid =
        run.operations().stream()
            .filter(operation -> operation.validity().verdict() == Verdict.INVALID)
            .count();
    if (invalid > 0) {
      out.println(invalid + " of " + run.operations().size() + " operations are INVALID");
    }
    out.flush();
    Renderings.write(run, folder);
    say(folder, out);
    return invalid == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void say(Path folder, PrintWriter out) {
    out.println("Run: " + folder);
    out.flush();
  }
}
