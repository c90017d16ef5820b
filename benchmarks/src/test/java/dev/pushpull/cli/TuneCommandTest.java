package dev.pushpull.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.console.ExitCode;
import dev.pushpull.plan.Plan;
import dev.pushpull.progress.Progress;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.simulate.SimulationSpec;
import dev.pushpull.simulate.Simulator;
import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.tune.Recommendation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneCommandTest {

  private static final String POLLS = "--schedules=poll,conditional-poll";

  @TempDir Path temp = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Trials in virtual time in place of measured ones. */
  private record VirtualRunner(UnaryOperator<TrialResult> change) implements StubRunner {
    @Override
    public void run(Plan plan, RunDirectory directory, Progress progress) throws IOException {
      for (TrialSpec trial : plan.trials()) {
        directory.begin(trial.id());
        var service = ServiceTimes.constant(1_000_000);
        directory.finishTrial(
            change.apply(
                Simulator.run(SimulationSpec.of(trial, service))
                    .result(CalibratedCosts.reference(), trial.id())));
      }
    }
  }

  private int tune(UnaryOperator<TrialResult> change, String... more) {
    var args = new ArrayList<>(List.of("tune", "--out", folder().toString()));
    args.addAll(List.of(more));
    return Main.commandLine(new VirtualRunner(change))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args.toArray(String[]::new));
  }

  private int tune(String... more) {
    return tune(trial -> trial, more);
  }

  private Path folder() {
    return temp.resolve("advice");
  }

  private Recommendation stored() throws IOException {
    String json = Files.readString(folder().resolve(Recommendation.FILE));
    return ResultJson.read(json, Recommendation.FILE, Recommendation.class);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  @Test
  void saysWhichIntervalAndWhereItIsWritten() throws Exception {
    int code = tune("--arrivals", "poisson:0.2/s", "--require", "staleness.p95<=2s", POLLS);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(stored().recommended()).isEqualTo("conditional-poll@3200ms");
    assertThat(out.toString())
        .contains("Use conditional-poll@3200ms: expected staleness p95 1.88 s")
        .contains("All figures are predicted, none was measured.")
        .contains("Written: " + folder().resolve(Recommendation.FILE));
  }

  @Test
  void endsWithOneWhereNothingMeetsIt() throws Exception {
    int code =
        tune(
            "--arrivals",
            "poisson:2/s",
            "--require",
            "staleness.p95<=200ms",
            "--budget",
            "requests<=20/s",
            POLLS);

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(stored().verdict()).isEqualTo("IMPOSSIBLE");
    assertThat(out.toString()).contains("No polling interval can meet this within requests<=20/s");
  }

  @Test
  void verifiesThroughTheSweep() throws Exception {
    int code =
        tune("--arrivals", "poisson:1/s", "--require", "staleness.p95<=2s", POLLS, "--verify");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("staleness.p95<=2s  met")
        .contains(" meets what was asked, as measured.")
        .endsWith("Run: " + folder().resolve("verify") + "\n");
    assertThat(RunDirectory.read(folder().resolve("verify")).trials()).hasSize(3);
  }

  @Test
  void aMeasurementThatDoesNotMeetItEndsWithOne() {
    int code =
        tune(
            trial -> trial.and(Validity.invalid("the server died")),
            "--arrivals",
            "poisson:1/s",
            "--require",
            "staleness.p95<=2s",
            POLLS,
            "--verify");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("does NOT meet what was asked")
        .contains("INVALID: poll@2500ms: the server died");
  }

  @Test
  void aSuspectMachineIsSaidPlainly() {
    int code =
        tune(
            trial -> trial.and(Validity.suspect("polls came late")),
            "--arrivals",
            "poisson:1/s",
            "--require",
            "staleness.p95<=2s",
            POLLS,
            "--verify");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("it is SUSPECT and proves nothing");
  }

  @Test
  void anInvalidNeighbourEndsWithOne() {
    int code =
        tune(
            trial ->
                trial.strategy().equals("poll@2500ms")
                    ? trial
                    : trial.and(Validity.invalid("the server died")),
            "--arrivals",
            "poisson:1/s",
            "--require",
            "staleness.p95<=2s",
            POLLS,
            "--verify");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("poll@2500ms meets what was asked, as measured.");
  }

  @Test
  void aRunOfTooFewSamplesIsAnnouncedAndEndsWithOne() {
    int code =
        tune(
            "--arrivals",
            "poisson:0.001/s",
            "--subscribers=1",
            "--feeds=1",
            "--require",
            "deliveryLatency.p99<=20s",
            POLLS,
            "--verify");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith("note: too few updates will arrive to judge the objectives");
    assertThat(out.toString()).contains("too few samples");
  }

  @Test
  void anUnsortedTraceIsSaidToBeSorted() throws Exception {
    Path trace = file("updates.csv", "0\n7\n5\n12\n20\n26\n31\n");
    int code = tune("--trace", trace.toString(), "--require", "staleness.mean<=1s", POLLS);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("line 3: is earlier than the line above it; the changes were sorted");
  }

  @Test
  void replaysTheTracesWorstStretch() throws Exception {
    var lines = new StringBuilder("changed\n");
    for (int i = 0; i < 400; i++) {
      lines.append(1_700_000_000 + i * 7 + (i > 200 ? 3_600 : 0)).append('\n');
    }
    Path trace = file("updates.csv", lines.toString());
    int code =
        tune("--trace", trace.toString(), "--require", "staleness.mean<=1s", POLLS, "--verify");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(stored().trace()).isNotNull();
    try (var copies = Files.list(folder().resolve("verify/traces"))) {
      assertThat(copies.toList())
          .singleElement()
          .satisfies(copy -> assertThat(copy).content().startsWith("0.000000000\n7.000000000\n"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--require staleness.p95<=2s | either --arrivals or --trace is required, to say how"
            + " updates arrive",
        "--arrivals poisson:1/s --trace x --require staleness.p95<=2s | either --arrivals or"
            + " --trace is required, to say how updates arrive",
        "--arrivals poisson:1/s | --require: one or more objectives are needed, such as --require"
            + " 'staleness.p95<=2s'",
        "--arrivals poisson:0/s --require staleness.p95<=2s | --arrivals: rate must be 0.0001/s to"
            + " 100000/s, but is 0/s",
        "--arrivals trace:x --require staleness.p95<=2s | --arrivals: trace 'x' cannot be read:"
            + " no such file or folder",
        "--arrivals poisson:1/s --require stalenes.p95<=2s | --require: objective"
            + " 'stalenes.p95<=2s': no metric is called 'stalenes.p95'; near names are",
        "--arrivals poisson:1/s --require staleness.p95<=2s --require staleness.p95>=3s |"
            + " contradict each other",
        "--arrivals poisson:1/s --require staleness.p95<=2s --cost money | --cost: money needs a"
            + " price list, given by --prices",
        "--arrivals poisson:1/s --require staleness.p95<=2s --cost gold | --cost: cost must be"
            + " requests, bytes, cpu, money, but is 'gold'",
        "--arrivals poisson:1/s --require staleness.p95<=2s --schedules poll,pull | --schedules: a"
            + " schedule must be poll, conditional-poll, backoff, adaptive, long-poll, sse,"
            + " websocket, but is 'pull'",
        "--arrivals poisson:1/s --require staleness.p95<=2s --budget money<=3 | --budget: budget"
            + " 'money<=3': key must be requests, bytes, cpu, but is 'money'",
        "--arrivals poisson:1/s --require staleness.p95<=2s --subscribers 0 | --subscribers:"
            + " subscribers must be 1 to 100000, but is 0",
        "--arrivals poisson:1/s --require staleness.p95<=2s --rtt 1 | --rtt: expected a duration"
            + " such as 250ms, 2s or 1m, but got '1'",
        "--arrivals poisson:1/s --require staleness.p95<=2s --rtt 1ms --from x | --rtt and --from"
            + " are mutually exclusive",
        "--trace /nowhere.csv --require staleness.p95<=2s | --trace: trace '/nowhere.csv' cannot be"
            + " read: no such file or folder",
        "--arrivals poisson:1/s --require staleness.p95<=2s --prices /nowhere.yaml | --prices:"
            + " prices must be a YAML file that can be read, but is '/nowhere.yaml' (no such file"
            + " or folder)",
      })
  void namesWhatIsWrong(String args, String message) {
    assertThat(tune(args.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("pushpull tune: ").contains(message).hasLineCount(1);
    assertThat(folder()).doesNotExist();
  }

  @Test
  void aPriceListThatLacksAKeyIsNamed() throws Exception {
    Path prices = file("prices.yaml", "perMillionRequests: 1\n");
    int code =
        tune(
            "--arrivals",
            "poisson:1/s",
            "--require",
            "staleness.p95<=2s",
            "--prices",
            prices.toString());

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--prices: " + prices + " line 1: key 'perMillionMessages' is missing");
  }

  @Test
  void aRunThatIsNotThereCannotBeTakenFrom() {
    int code =
        tune("--arrivals", "poisson:1/s", "--require", "staleness.p95<=2s", "--from", "/nowhere");

    assertThat(code).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("run '/nowhere': there is no /nowhere/results.json");
  }

  @Test
  void aSimulatedRunCannotBeTakenFrom() {
    String run = temp.resolve("simulated").toString();
    Main.commandLine(new VirtualRunner(trial -> trial))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("simulate", "--strategies=poll@1s", "--repeats=1", "--out", run);
    int code = tune("--arrivals", "poisson:1/s", "--require", "staleness.p95<=2s", "--from", run);

    assertThat(code).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString()).contains("is simulated: no round trip was measured");
  }

  @Test
  void takesRequestTimesFromARun() throws Exception {
    int code =
        tune(
            "--arrivals",
            "poisson:1/s",
            "--require",
            "staleness.p95<=2s",
            "--from",
            "../results/reference",
            POLLS);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(stored().assumptions().roundTripSource()).startsWith("measured in run ");
    assertThat(stored().assumptions().roundTripMeanMs()).isBetween(0.1, 10.0);
  }

  @Test
  void aPushTakesWhatItTookInTheReferenceRun() throws Exception {
    String[] question = {
      "--arrivals",
      "poisson:2/s",
      "--require",
      "deliveryLatency.p99<=300ms",
      "--schedules=websocket"
    };

    assertThat(tune(question)).isEqualTo(ExitCode.OK);
    assertThat(stored().assumptions().roundTripSource()).isEqualTo("as in the reference run");
    var push = stored().candidate("websocket");
    assertThat(push.figures().get("deliveryLatencyMs.p99")).isBetween(2.0, 20.0);
    assertThat(push.bound()).isNotNull();
    assertThat(push.bound().figures().get("deliveryLatency.p99<=300ms")).isGreaterThan(2);
    assertThat(stored().notes()).noneMatch(note -> note.contains("constant round trip"));
  }

  @Test
  void aConstantRoundTripIsSaidToLeaveSomethingOut() throws Exception {
    int code =
        tune(
            "--arrivals",
            "poisson:2/s",
            "--require",
            "deliveryLatency.p99<=300ms",
            "--schedules=websocket",
            "--rtt=1ms");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(stored().candidate("websocket").figures())
        .containsEntry("deliveryLatencyMs.p99", 0.5);
    assertThat(stored().notes()).anyMatch(note -> note.startsWith("with a constant round trip"));
  }
}
