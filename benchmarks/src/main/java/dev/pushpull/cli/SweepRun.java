package dev.pushpull.cli;

import dev.pushpull.client.browser.Chromium;
import dev.pushpull.plan.DescriptorLimit;
import dev.pushpull.plan.Plan;
import dev.pushpull.report.Progress;
import dev.pushpull.report.Step;
import dev.pushpull.result.RunDirectory;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.suite.SweepRunner;
import dev.pushpull.sut.proc.OptionalProgram;
import java.io.IOException;
import java.io.PrintWriter;

/** Measures what is left of a plan, and shows how far it is. */
final class SweepRun {

  private SweepRun() {}

  /**
   * Runs the trials.
   *
   * @param plan those that are left
   * @param done how many were finished before
   * @throws IOException if nothing can be run or stored any more
   */
  static void run(SweepRunner runner, Plan plan, RunDirectory directory, int done, PrintWriter err)
      throws IOException, InterruptedException {
    plan.notes().forEach(note -> err.println("note: " + note));
    err.flush();
    try (var _ = ResumeHint.standBy(directory.path());
        var progress = progress(plan, done)) {
      runner.run(plan, directory, progress);
    }
  }

  private static Progress progress(Plan plan, int done) {
    return Progress.on(System.err, Terminal.progressLine(), "trials", Step.of(plan), done);
  }

  /** Sees to it that the plan's sockets can be opened, before anything is. */
  static void checkDescriptors(Plan plan) throws CouldNotRunException {
    checkDescriptors(plan.descriptorsNeeded());
  }

  /** The same for so many files in one process. */
  static void checkDescriptors(int needed) throws CouldNotRunException {
    var problem = DescriptorLimit.ofThisProcess().flatMap(limit -> limit.problem(needed));
    if (problem.isPresent()) {
      throw new CouldNotRunException(problem.get(), null);
    }
  }

  /** Sees to it that there is a browser, if one is to be measured. */
  static void checkBrowser(SweepSpec spec) throws CouldNotRunException {
    boolean needed =
        spec.cells().stream().anyMatch(cell -> cell.workload().engine() == Engine.BROWSER);
    if (needed && OptionalProgram.CHROMIUM.find().isEmpty()) {
      throw new CouldNotRunException(Chromium.NONE, null);
    }
  }
}
