package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.console.ExitCode;
import dev.pushpull.metric.Metrics;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.testkit.SampleRunner;
import dev.pushpull.testkit.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

  private static final String REFERENCE = "../results/reference";

  @TempDir Path temp = Path.of("");

  private final Terminal terminal = new Terminal();

  private int execute(String... args) {
    return terminal.run(new SampleRunner(), args);
  }

  private int simulate(String name, String... more) {
    var args = new ArrayList<>(List.of("simulate", "--out", temp.resolve(name).toString()));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }

  @Test
  void leavesARunThatIsMarkedAndValid() throws Exception {
    assertThat(simulate("run", "--repeats", "2")).isEqualTo(ExitCode.OK);

    RunResults run = RunDirectory.read(temp.resolve("run"));
    assertThat(run.inVirtualTime()).isTrue();
    assertThat(run.trials()).hasSize(14);
    for (TrialResult trial : run.trials()) {
      assertThat(trial.validity().verdict()).as(trial.strategy()).isEqualTo(Verdict.VALID);
      assertThat(trial.audit()).hasSizeGreaterThan(5).allMatch(check -> check.holds());
      assertThat(trial.overhead().perSubscriberSecond().bytes()).isPositive();
    }
    assertThat(run.trials().stream().map(TrialResult::arrivalsDigest).distinct()).hasSize(2);
    assertThat(run.environment().command()).endsWith("--rtt=1ms");
    assertThat(terminal.out())
        .startsWith("SIMULATED")
        .contains("Round trips: constant 1ms\n")
        .endsWith("Run: " + temp.resolve("run") + "\n");
    for (String file : List.of("report.html", "summary.md", "trials.csv", "junit.xml")) {
      assertThat(temp.resolve("run").resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readString(temp.resolve("run/report.html")))
        .doesNotContain("lack histograms or trace");
  }

  @Test
  void makesTheSameRunAgain() throws Exception {
    simulate("one", "--strategies", "adaptive@100ms..2s,poll@1s", "--from", REFERENCE);
    simulate("two", "--strategies", "adaptive@100ms..2s,poll@1s", "--from", REFERENCE);

    assertThat(RunDirectory.read(temp.resolve("one")).trials())
        .isEqualTo(RunDirectory.read(temp.resolve("two")).trials());
  }

  @Test
  void failsWhenARequirementIsNotMet() {
    String[] poll = {"--strategies", "poll@2s", "--require", "staleness.p95<1s"};
    assertThat(simulate("run", poll)).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out()).contains("NOT met  staleness.p95<1s");
  }

  @Test
  void takesTheRunsCostsAndSaysSo() throws Exception {
    Path tripled = temp.resolve("tripled");
    copyOfTheReference(tripled);
    simulate("theirs", "--strategies", "poll@1s,long-poll", "--from", tripled.toString());
    assertThat(terminal.out())
        .contains("Costs: measured in run mine; for long-poll, which it lacks, measured in the")
        .contains("Round trips: drawn from those in " + tripled);

    simulate("usual", "--strategies", "poll@1s");
    assertThat(bytes("theirs")).isCloseTo(3 * bytes("usual"), within(0.02 * bytes("theirs")));
    assertThat(terminal.out()).contains("Costs: measured in the reference run\n");
  }

  /** As if each poll had taken three times the bytes, and without long polls. */
  private static void copyOfTheReference(Path to) throws IOException {
    Path reference = Path.of(REFERENCE);
    RunResults run = RunDirectory.read(reference);
    RunResults changed =
        new RunResults(
            run.schema(),
            "mine",
            null,
            run.spec(),
            run.seed(),
            run.environment(),
            run.trials().stream().filter(trial -> !trial.strategy().equals("long-poll")).toList());
    String json =
        Pattern.compile("(\"bytes(?:Up|Down)\": )(\\d+)")
            .matcher(ResultJson.write(changed))
            .replaceAll(found -> found.group(1) + 3 * Long.parseLong(found.group(2)));
    Files.createDirectories(to);
    Files.writeString(to.resolve("results.json"), json);
    Files.createSymbolicLink(to.resolve("trials"), reference.toAbsolutePath().resolve("trials"));
  }

  private double bytes(String run) throws IOException {
    TrialResult poll =
        RunDirectory.read(temp.resolve(run)).trials().stream()
            .filter(trial -> trial.strategy().equals("poll@1s"))
            .findFirst()
            .orElseThrow();
    return Metrics.figure(poll, "overhead.bytesPerSubscriberSecond").orElseThrow();
  }

  @Test
  void replaysTheReference() {
    assertThat(execute("simulate", "--replay", REFERENCE)).isEqualTo(ExitCode.OK);
    assertThat(terminal.out())
        .contains("poll@500ms, repeat 3, VALID: agrees")
        .containsPattern("(\\d+) of \\1 VALID polling trials agree within 5 % \\+ 1 ms");
  }

  @Test
  void isNotComparedWithAMeasuredRunUnlessAskedTo() {
    String[] same = {"--strategies", "poll@1s", "--repeats", "5"};
    simulate("run", same);
    String run = temp.resolve("run").toString();
    String measured = temp.resolve("measured").toString();
    execute("run", "--out", measured, "--strategies", "poll@1s", "--repeats", "5");

    assertThat(execute("compare", measured, run)).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(terminal.err()).contains("'measured'", "'run'", "simulated");

    assertThat(execute("compare", measured, run, "--with-simulated")).isEqualTo(ExitCode.OK);
    assertThat(terminal.out()).contains("origin: figures: measured against simulated");
  }
}
