package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.Staleness;
import dev.pushpull.result.TrialResult;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  private static final String[] FIVE = {"--repeats", "5"};

  @TempDir Path temp = Path.of("");

  private final Terminal terminal = new Terminal();

  private int execute(SampleRunner runner, String... args) {
    return terminal.run(runner, args);
  }

  /** A stored run; its mean staleness is so many times the sample's. */
  private String run(String name, double factor, String... more) {
    String folder = temp.resolve(name).toString();
    var args = new ArrayList<>(List.of("run", "--out", folder));
    if (!List.of(more).contains("--strategies")) {
      args.addAll(List.of("--strategies", "sse,poll@1s"));
    }
    args.addAll(List.of(more));
    var runner = new SampleRunner(Integer.MAX_VALUE, trial -> staler(trial, factor));
    assertThat(execute(runner, args.toArray(String[]::new))).isEqualTo(ExitCode.OK);
    return folder;
  }

  private static TrialResult staler(TrialResult trial, double factor) {
    Distribution d = trial.stalenessMs().distribution();
    Double mean = d.mean();
    var scaled =
        new Distribution(
            d.samples(),
            mean == null ? null : mean * factor,
            d.p50(),
            d.p90(),
            d.p95(),
            d.p99(),
            d.p999(),
            d.max(),
            d.atLeast());
    return SampleRun.copy(
        trial, trial.arrivalsDigest(), new Staleness(scaled, trial.stalenessMs().staleFraction()));
  }

  private int compare(String... args) {
    terminal.clear();
    var all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    return execute(new SampleRunner(), all.toArray(String[]::new));
  }

  @Test
  void saysWhatDiffersAndLeavesMarkdownAndPage() {
    String base = run("base", 1, FIVE);
    String candidate = run("candidate", 1.5, FIVE);

    assertThat(compare(base, candidate)).isEqualTo(ExitCode.OK);

    assertThat(terminal.out())
        .containsPattern("staleness mean ms .*5 pairs *\\+50\\.0 %.* worse")
        .containsPattern("bytes /sub/s .* no evidence")
        .endsWith("compare.md, " + Path.of(candidate, "compare.html") + "\n");
    assertThat(Path.of(candidate, "compare.md")).content().contains("**worse**");
    assertThat(Path.of(candidate, "compare.html"))
        .content()
        .contains("Compared with base")
        .contains("<span class=\"finding worse\">worse</span>");
  }

  @Test
  void failsOnWhatItWasToldToFailOn() {
    String base = run("base", 1, FIVE);
    String candidate = run("candidate", 1.5, FIVE);

    assertThat(compare(base, candidate, "--fail-on", "worse:staleness.mean>10%"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out()).contains("FAILED      worse:staleness.mean>10%");
    assertThat(compare(base, candidate, "--fail-on", "worse:staleness.mean>60%"))
        .isEqualTo(ExitCode.OK);
    assertThat(compare(base, candidate, "--fail-on", "worse:poll@1s:deliveryLatency.p50"))
        .isEqualTo(ExitCode.OK);
    assertThat(compare(candidate, base, "--fail-on", "worse")).isEqualTo(ExitCode.OK);
  }

  @Test
  void judgesNothingFromFewerThanFiveRepeats() {
    String base = run("base", 1);
    String candidate = run("candidate", 3);

    assertThat(compare(base, candidate)).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).contains("no verdict: 2 of 5").doesNotContainPattern(" worse\n");
    assertThat(compare(base, candidate, "--fail-on", "worse")).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out()).contains("NOT JUDGED  worse");
  }

  @Test
  void pairsStrategiesOfDifferentIntervals() {
    String base = run("base", 1, "--repeats", "5", "--strategies", "poll@1s");
    String candidate = run("candidate", 1, "--repeats", "5", "--strategies", "poll@2s");

    assertThat(compare(base, candidate)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("--pair").hasLineCount(1);
    assertThat(compare(base, candidate, "--pair", "poll@1s=poll@2s")).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).contains("poll@1s → poll@2s").contains(" worse\n");
  }

  @Test
  void refusesOtherWorkloadsAndSaysWhatDiffers() {
    String base = run("base", 1);
    String candidate = run("candidate", 1, "--feeds", "20");

    assertThat(compare(base, candidate)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("feeds: 10 against 20").doesNotContain("\tat ");
  }
}
