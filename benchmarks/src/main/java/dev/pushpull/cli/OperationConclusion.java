package dev.pushpull.cli;

import dev.pushpull.operation.OperationRun;
import dev.pushpull.report.OperationReport;
import dev.pushpull.result.Validity.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The end of a run of single operations: its files, its table, its verdict. */
final class OperationConclusion {

  private OperationConclusion() {}

  /**
   * Prints the results, then writes the files that are made of them.
   *
   * @return the exit code
   * @throws IOException if the folder cannot be read or written; the message names it
   */
  static int of(OperationRun run, Path folder, PrintWriter out) throws IOException {
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
    OperationRenderings.write(run, folder);
    out.println("Run: " + folder);
    out.flush();
    return invalid == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
