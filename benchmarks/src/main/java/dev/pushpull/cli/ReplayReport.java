package dev.pushpull.cli;

import static dev.pushpull.result.FigureGroup.COUNTS;
import static dev.pushpull.result.FigureGroup.FRESHNESS;

import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.ExitCode;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.simulate.calibrate.Replay;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.sut.text.Reason;
import dev.pushpull.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measured against simulated, trial by trial, and what the exit code says of it. */
final class ReplayReport {

  private ReplayReport() {}

  /**
   * Replays every polling trial of a run and prints it.
   *
   * @return FAILED if a VALID trial differs, or none is VALID
   */
  static int print(Path folder, PrintWriter out) throws CouldNotRunException {
    try {
      RunResults run = RunDirectory.read(folder);
      List<TrialResult> trials = candidates(folder, run);
      int valid = 0;
      int differing = 0;
      for (TrialResult trial : trials) {
        Replay replay = Replay.of(folder, trial);
        print(replay, out);
        boolean counts = trial.validity().verdict(FRESHNESS, COUNTS) == Verdict.VALID;
        valid += counts ? 1 : 0;
        differing += counts && !replay.agrees() ? 1 : 0;
      }
      out.println(conclusion(valid, differing, run.trials().size() - trials.size()));
      out.flush();
      return valid > 0 && differing == 0 ? ExitCode.OK : ExitCode.FAILED;
    } catch (IOException | IllegalArgumentException e) {
      throw new CouldNotRunException("--replay: " + Reason.withFile(e), e);
    }
  }

  private static String conclusion(int valid, int differing, int left) {
    String shown =
        valid == 0
            ? "No polling trial is VALID, so nothing was compared"
            : "%s of %s VALID polling trials agree within 5 %% + 1 ms"
                .formatted(valid - differing, valid);
    return "%s; %s trials that push, or whose folders are gone, were skipped."
        .formatted(shown, left);
  }

  private static List<TrialResult> candidates(Path folder, RunResults run) throws IOException {
    if (run.inVirtualTime()) {
      throw new IOException(
          "run '%s' is simulated; only measured runs can be replayed".formatted(folder));
    }
    List<TrialResult> trials = Replay.candidates(folder, run);
    if (trials.isEmpty()) {
      throw new IOException(
          "run '%s' has no polling trial with its trial folder".formatted(folder));
    }
    return trials;
  }

  private static void print(Replay replay, PrintWriter out) {
    TrialResult trial = replay.measured();
    out.println(
        Printable.line(
            "%s  %s, repeat %s, %s: %s"
                .formatted(
                    trial.id(),
                    trial.name(),
                    trial.repeat(),
                    trial.validity().verdict(FRESHNESS, COUNTS),
                    replay.agrees() ? "agrees" : "DIFFERS")));
    if (!replay.sameArrivals()) {
      out.println("     the updates in its windows differ from those that its seed gives");
    }
    replay.figures().forEach(figure -> out.println(line(figure)));
  }

  private static String line(Replay.Figure figure) {
    return String.format(
            Locale.ROOT,
            "     %-15s measured %8s %-2s  simulated %8s %-2s  %9s  %s",
            figure.name(),
            text(figure, figure.measured()),
            figure.unit(),
            text(figure, figure.simulated()),
            figure.unit(),
            difference(figure),
            figure.agrees() ? "" : "outside ± " + Numbers.rough(figure.allowed()))
        .stripTrailing();
  }

  private static String text(Replay.Figure figure, @Nullable Double value) {
    if (value == null) {
      return Numbers.NONE;
    }
    return figure.unit().isEmpty() ? Numbers.bare(value) : Numbers.plain(value);
  }

  private static String difference(Replay.Figure figure) {
    Double measured = figure.measured();
    Double simulated = figure.simulated();
    if (measured == null || simulated == null || measured == 0) {
      return "";
    }
    return String.format(Locale.ROOT, "%+.2f %%", 100 * (simulated - measured) / measured);
  }
}
