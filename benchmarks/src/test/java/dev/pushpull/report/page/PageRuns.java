package dev.pushpull.report.page;

import dev.pushpull.plan.Plan;
import dev.pushpull.result.FigureGroup;
import dev.pushpull.result.ResultJson;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.run.RunDirectory;
import dev.pushpull.run.SpecJson;
import dev.pushpull.spec.Overrides;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import dev.pushpull.testkit.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs, good and bad, as pages in a folder. */
final class PageRuns {

  /** The run that the project's README quotes. */
  static final Path REFERENCE = Path.of("../results/reference");

  /** A strategy's name that is a trap. */
  static final String TRAP =
      "<img src=x onerror=\"window.hacked=1\">`|</script><script>window.hacked=2</script>";

  private PageRuns() {}

  static RunResults reference() throws IOException {
    return RunDirectory.read(REFERENCE);
  }

  /** The same figures as of somebody else's server. */
  static RunResults target() throws IOException {
    return SampleTarget.run(reference(), SampleTarget::published);
  }

  /** The quick suite's strategies on two engines. */
  static RunResults engines() {
    return SampleRun.of(
        SuiteFile.parse(
            "e.yaml",
            """
            name: e
            strategies: [websocket, sse, long-poll, poll@100ms, poll@500ms, conditional-poll@500ms, poll@2s]
            engine: [okhttp, netty]
            repeats: 5
            """));
  }

  /** A run with a trap in every text that a page shows. */
  static RunResults hostile() throws IOException {
    String trap = ResultJson.compact(TRAP);
    String inner = trap.substring(1, trap.length() - 1);
    String json =
        ResultJson.write(SampleRun.quick())
            .replace("poll@2s", inner)
            .replace("Sample CPU", inner)
            .replace("poisson:2/s", inner)
            .replace("p99 schedule lag", inner)
            .replace("\"runId\": \"", "\"runId\": \"" + inner)
            .replace("\"id\": \"003\"", "\"id\": \"../../etc\"");
    return ResultJson.readRun(json);
  }

  /** The reference run's folder where a second repeat has histograms too: another strategy's. */
  static Path withTwoRepeats(Path parent) throws IOException {
    Path folder = parent.resolve("two");
    for (TrialResult trial : reference().trials()) {
      copy(trial.id(), trial.id(), folder);
    }
    copy(id("sse", 3), id("websocket", 2), folder);
    return folder;
  }

  private static String id(String strategy, int repeat) throws IOException {
    return reference().trials().stream()
        .filter(trial -> trial.strategy().equals(strategy) && trial.repeat() == repeat)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static void copy(String from, String to, Path run) throws IOException {
    for (String name : List.of("histograms.hlog", "trace.json")) {
      Path file = REFERENCE.resolve("trials").resolve(from).resolve(name);
      if (Files.exists(file)) {
        Path folder = Files.createDirectories(run.resolve("trials").resolve(to));
        Files.copy(file, folder.resolve(name));
      }
    }
  }

  /** A run of polls whose answers decide when the next one is due, and of jittered ones. */
  static RunResults paces() {
    String strategies =
        "websocket,poll@500ms,poll@2s,poll@500ms~20%,backoff@250ms..4s,conditional-backoff@250ms..4s,"
            + "conditional-adaptive@100ms..2s,hinted";
    var spec =
        new Overrides(Map.of("strategies", strategies), List.of()).applyTo(SuiteFile.load("quick"));
    var trials = Plan.of(spec).trials().stream().map(SampleRun::trial).toList();
    return new RunResults(
        RunResults.SCHEMA, "paces", null, SpecJson.of(spec), 1, SampleRun.environment(), trials);
  }

  static RunResults empty() {
    return with(List.of());
  }

  /** The server was cold while one strategy was measured, which touches its CPU alone. */
  static RunResults cold() {
    var cold = Validity.suspect("cold: the server compiled", Set.of(FigureGroup.CPU));
    return with(
        Plan.of(SuiteFile.load("quick")).trials().stream()
            .map(SampleRun::trial)
            .map(trial -> trial.strategy().equals("poll@100ms") ? trial.and(cold) : trial)
            .toList());
  }

  static RunResults allInvalid() {
    return with(
        SampleRun.quick().trials().stream()
            .map(trial -> trial.and(Validity.invalid("server died")))
            .toList());
  }

  private static RunResults with(List<TrialResult> trials) {
    RunResults run = SampleRun.quick();
    return run.with(trials);
  }

  static Path write(Path folder, String name, RunResults run, Path trials) throws IOException {
    Path file = folder.resolve(name + ".html");
    Files.writeString(file, ReportPage.render(run, trials, Optional.empty()));
    return file;
  }
}
