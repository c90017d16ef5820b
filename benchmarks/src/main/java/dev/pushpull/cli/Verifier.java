package dev.pushpull.cli;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ExitCode;
import dev.pushpull.console.Renderings;
import dev.pushpull.console.Terminal;
import dev.pushpull.console.Verdicts;
import dev.pushpull.machine.Environment;
import dev.pushpull.plan.Plan;
import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.AtomicFiles;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.RunDirectoryException;
import dev.pushpull.run.RunFolder;
import dev.pushpull.spec.SweepSpec;
import dev.pushpull.suite.SuiteRunner;
import dev.pushpull.tune.Advice;
import dev.pushpull.tune.verify.Proof;
import dev.pushpull.tune.verify.ProofText;
import dev.pushpull.tune.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Measures what was recommended, beside its neighbours.
 *
 * @param runner what measures
 * @param commandLine the exact command, stored with the run
 */
record Verifier(SuiteRunner runner, String commandLine) {

  /**
   * Runs the sweep into {@code folder/verify} and prints it beside what was predicted.
   *
   * @param spec the sweep that checks the advice
   * @return 0 if it is met and no trial is INVALID, else 1
   */
  int run(Advice advice, SweepSpec spec, Path folder, PrintWriter out, PrintWriter err)
      throws CouldNotRunException, RunDirectoryException, IOException, InterruptedException {
    Plan plan = Plan.of(spec);
    Forks.check(plan);
    runner.check(plan);
    warn(advice, err);
    Environment environment = runner.environment(commandLine);
    Path runFolder = RunFolder.claim(folder, Verification.NAME);
    try (var directory = RunDirectory.create(runFolder, spec, environment)) {
      Forks.run(runner, plan, directory, 0, err);
      return conclude(advice, directory, out);
    }
  }

  private static void warn(Advice advice, PrintWriter err) {
    if (!advice.run().hasSamples()) {
      err.println(
          "note: too few updates will arrive to judge the objectives; --verify cannot prove"
              + " anything and will exit with 1");
      err.flush();
    }
  }

  private static int conclude(Advice advice, RunDirectory directory, PrintWriter out)
      throws IOException {
    RunResults run = directory.results();
    Proof proof = Proof.of(advice.recommendation(), run);
    out.println();
    out.print(SweepReport.text(run, Terminal.colour()));
    out.println();
    out.print(ProofText.render(advice.recommendation(), proof));
    out.flush();
    Renderings.write(run, Verdicts.outcomes(run), directory.path());
    AtomicFiles.replace(directory.path().resolve(Proof.FILE), ResultJson.write(proof));
    out.println("Run: " + directory.path());
    out.flush();
    return proof.outcome() == Proof.Outcome.MET && !Verdicts.hasInvalid(run)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }
}
