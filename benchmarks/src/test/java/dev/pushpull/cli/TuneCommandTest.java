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
import dev.pushpull.testkit.StubRunner;
import dev.pushpull.testkit.Terminal;
import dev.pushpull.tune.Recommendation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

  private static final String POLLS = "--schedules=poll,conditional-poll";

  @TempDir Path temp = Path.of("");

  private final Terminal terminal = new Terminal();

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
    return terminal.run(new VirtualRunner(change), args.toArray(String[]::new));
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
    assertThat(terminal.out())
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
    assertThat(terminal.out()).contains("No polling interval can meet this within requests<=20/s");
  }

  @Test
  void verifiesThroughTheSweep() throws Exception {
    int code =
        tune("--arrivals", "poisson:1/s", "--require", "staleness.p95<=2s", POLLS, "--verify");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(terminal.out())
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
    assertThat(terminal.out())
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
    assertThat(terminal.out()).contains("it is SUSPECT and proves nothing");
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
    assertThat(terminal.out()).contains("poll@2500ms meets what was asked, as measured.");
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
    assertThat(terminal.err())
        .startsWith("note: too few updates will arrive to judge the objectives");
    assertThat(terminal.out()).contains("too few samples");
  }

  @Test
  void anUnsortedTraceIsSaidToBeSorted() throws Exception {
    Path trace = file("updates.csv", "0\n7\n5\n12\n20\n26\n31\n");
    int code = tune("--trace", trace.toString(), "--require", "staleness.mean<=1s", POLLS);

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(terminal.out().replaceAll("\\s+", " "))
        .contains("line 3: is earlier than the line above it; the changes were sorted");
  }

  /** One trace in four formats is one question, with one answer. */
  @Test
  void readsExportsWhereTheyHaveTheirInstants() throws Exception {
    var lines = new StringBuilder();
    var runs = new StringJoiner(",", "{\"total\": 40, \"runs\": [", "]}");
    var events = new StringBuilder();
    var table = new StringBuilder("\uFEFFid;note;finished\r\n");
    for (int i = 0; i < 40; i++) {
      long at = 1_795_608_000L + 7L * i + (long) i * i % 5;
      lines.append(at).append('\n');
      runs.add("{\"id\": %s, \"updated_at\": \"%s\"}".formatted(i, Instant.ofEpochSecond(at)));
      events.append("{\"at\": %s000, \"job\": {\"id\": %s}}\n".formatted(at, i));
      table.append("%s;\"a;\"\"b\";%s\r\n".formatted(i, Instant.ofEpochSecond(at)));
    }
    Recommendation plain = read(file("plain.txt", lines.toString()));
    assertThat(plain.trace()).isNotNull();
    for (Recommendation read :
        List.of(
            read(file("runs.json", runs.toString()), "--at", "/runs/updated_at"),
            read(file("events.ndjson", events.toString()), "--at", "/at"),
            read(file("jobs.csv", table.toString()), "--column", "finished"))) {
      assertThat(read.recommended()).isEqualTo(plain.recommended());
      assertThat(read.candidates()).isEqualTo(plain.candidates());
    }
  }

  private Recommendation read(Path trace, String... place) throws IOException {
    var args = new ArrayList<>(List.of("--trace", trace.toString(), POLLS));
    args.addAll(List.of("--require", "staleness.mean<=1s"));
    args.addAll(List.of(place));
    assertThat(tune(args.toArray(String[]::new))).as(terminal.err()).isEqualTo(ExitCode.OK);
    return stored();
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
    assertThat(terminal.err()).contains("--prices: " + prices + " line 1", "'perMillionMessages'");
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
