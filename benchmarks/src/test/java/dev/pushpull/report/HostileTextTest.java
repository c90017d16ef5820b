package dev.pushpull.report;

import static dev.pushpull.testkit.EditedRun.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.sweep.SweepReport;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.sut.text.Printable;
import dev.pushpull.testkit.EditedRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Strategies, workloads and facts that this version does not know, in what people read. These need
 * {@code Rows} to take strategies as opaque names, and {@link SweepReport} to escape what they
 * quote ({@link Printable}).
 */
class HostileTextTest {

  private static final String HOSTILE =
      "poll`|<img src=x onerror=alert(1)>\r\n# [a](b) **c** \\ \u001b[2J\u202e\u0007@1s";

  static Stream<RunResults> hostileRuns() {
    return Stream.of(
        EditedRun.run(run -> trial(run, 0).put("strategy", HOSTILE)),
        EditedRun.run(
            run ->
                EditedRun.judge(
                    trial(run, 0).put("id", HOSTILE).put("strategy", "tachyon"),
                    Verdict.SUSPECT,
                    "late")),
        EditedRun.run(run -> trial(run, 0).withObject("workload").put("arrivals", HOSTILE)),
        EditedRun.run(run -> trial(run, 0).withObject("workload").put("protocol", HOSTILE)),
        EditedRun.run(run -> EditedRun.judge(trial(run, 0), Verdict.SUSPECT, HOSTILE)),
        EditedRun.run(run -> run.put("runId", HOSTILE)),
        EditedRun.run(run -> run.withObject("environment").put("os", HOSTILE)),
        EditedRun.run(run -> run.withObject("environment").put("git", HOSTILE)),
        EditedRun.run(run -> run.withObject("environment").put("command", HOSTILE)));
  }

  @ParameterizedTest
  @MethodSource("hostileRuns")
  void consoleHasNoControlCharacters(RunResults run) {
    assertThat(SweepReport.text(run, false).replace("\n", ""))
        .doesNotMatch(".*[\\p{Cntrl}\\p{Cf}].*");
  }

  @ParameterizedTest
  @MethodSource("hostileRuns")
  void markdownStartsNothingThatTheRunSays(RunResults run) {
    String markdown = SweepReport.markdown(run);

    assertThat(markdown.replace("\n", "")).doesNotMatch(".*[\\p{Cntrl}\\p{Cf}].*");
    // Within a code span nothing starts; elsewhere each of these must be escaped.
    String outside = outsideOfCode(markdown);
    assertThat(outside)
        .doesNotContainPattern("(?<!\\\\)<img")
        .doesNotContainPattern("(?<!\\\\)\\[a]");
    assertThat(outside).doesNotContain("\n# [a]");
    assertThat(markdown.lines().filter(line -> line.startsWith("# "))).isEmpty();
  }

  /** A table's row has as many cells as its heading, whatever its first cell holds. */
  @ParameterizedTest
  @MethodSource("hostileRuns")
  void markdownKeepsItsColumns(RunResults run) {
    var rows =
        SweepReport.markdown(run)
            .lines()
            .dropWhile(line -> !line.startsWith("| strategy"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(2);
    assertThat(rows).extracting(row -> row.split("(?<!\\\\)\\|", -1).length).containsOnly(13);
  }

  private static String outsideOfCode(String markdown) {
    return markdown.replaceAll("(?s)(?<![`\\\\])(`+)(?!`).*?(?<!`)\\1(?!`)", "");
  }
}
