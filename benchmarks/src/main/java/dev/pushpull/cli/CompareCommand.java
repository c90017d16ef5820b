package dev.pushpull.cli;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.FailCondition;
import dev.pushpull.compare.NotComparableException;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.console.CouldNotRunException;
import dev.pushpull.console.FailVerdicts;
import dev.pushpull.console.NewFolder;
import dev.pushpull.console.Terminal;
import dev.pushpull.report.comparison.ComparisonReport;
import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.RunResults;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.sut.options.TextOptions;
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code pushpull compare BASE CANDIDATE}: says what differs between two runs, and how surely. */
@Command(
    name = "compare",
    description = {
      "Shows what differs between two runs of one workload, and how certain that is; writes"
          + " compare.md and compare.html. A verdict needs 5 repeats on each side; runs with equal"
          + " seeds are compared in pairs.",
      "Exit codes: 0 fine, 1 a --fail-on condition holds or cannot be judged, 2 usage, 3 the runs"
          + " cannot be read or compared."
    })
final class CompareCommand extends BaseCommand {

  private static final String MARKDOWN = "compare.md";
  private static final String PAGE = "compare.html";

  @Parameters(index = "0", paramLabel = "BASE", description = "Folder of the run to compare with.")
  Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "CANDIDATE", description = "Folder of the new run.")
  Path candidate = Path.of("");

  private final TextOptions options = TextOptions.of(CompareCommand.class, "options/compare.txt");

  @Mixin CommandSpec texts = options.spec();

  @Override
  public Integer call() throws Exception {
    List<StrategyPair> strategyPairs = asked(() -> options.readAll("--pair", StrategyPair::parse));
    List<FailCondition> conditions =
        asked(() -> options.readAll("--fail-on", FailCondition::parse));
    RunResults candidateRun = read(candidate);
    Comparison comparison = compared(read(base), candidateRun, strategyPairs);
    print(ComparisonReport.text(comparison, Terminal.colour()) + System.lineSeparator());
    int code = FailVerdicts.print(comparison, conditions, out());
    out().flush();
    Path folder = options.path("--out").orElse(candidate);
    NewFolder.write(
        folder,
        Map.of(
            MARKDOWN,
            ComparisonReport.markdown(comparison),
            PAGE,
            ReportPage.render(candidateRun, candidate, comparison)));
    out().println("Written: " + folder.resolve(MARKDOWN) + ", " + folder.resolve(PAGE));
    out().flush();
    return code;
  }

  private Comparison compared(
      RunResults baseRun, RunResults candidateRun, List<StrategyPair> strategyPairs)
      throws NotComparableException {
    try {
      return options.flag("--with-simulated")
          ? Comparison.ofAnyOrigin(baseRun, candidateRun, strategyPairs)
          : Comparison.of(baseRun, candidateRun, strategyPairs);
    } catch (IllegalArgumentException e) {
      throw usage("--pair: " + e.getMessage(), e);
    }
  }

  private static RunResults read(Path run) throws CouldNotRunException {
    try {
      return RunDirectory.read(run);
    } catch (IOException e) {
      throw new CouldNotRunException("run '%s': %s".formatted(run, Reason.withFile(e)), e);
    }
  }
}
