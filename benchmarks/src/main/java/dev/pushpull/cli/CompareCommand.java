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
import dev.pushpull.sut.text.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--pair",
      paramLabel = "A=B",
      description =
          "Compare the base's strategy A with the candidate's B, such as poll@500ms=poll@600ms;"
              + " may be repeated.")
  List<String> pairs = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "EXPR",
      description =
          "Exit 1 if it holds or cannot be judged: worse[:[STRATEGY:]METRIC][>PERCENT%%], such as"
              + " 'worse:staleness.p95>10%%'; may be repeated.")
  List<String> failOn = List.of();

  @Option(
      names = "--with-simulated",
      description = "Allow comparing a measured run with a simulated one.")
  boolean withSimulated;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for compare.md and compare.html; default: CANDIDATE.")
  @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    List<StrategyPair> strategyPairs = parsed("--pair", pairs, StrategyPair::parse);
    List<FailCondition> conditions = parsed("--fail-on", failOn, FailCondition::parse);
    RunResults candidateRun = read(candidate);
    Comparison comparison = compared(read(base), candidateRun, strategyPairs);
    print(ComparisonReport.text(comparison, Terminal.colour()) + System.lineSeparator());
    int code = FailVerdicts.print(comparison, conditions, out());
    out().flush();
    Path folder = out == null ? candidate : out;
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
      return withSimulated
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

  private <T> List<T> parsed(String option, List<String> texts, Function<String, T> parser) {
    return asked(() -> texts.stream().map(TextOptions.named(option, parser)).toList());
  }
}
