package dev.pushpull.testkit;

import dev.pushpull.compare.Comparison;
import dev.pushpull.compare.NotComparableException;
import dev.pushpull.compare.StrategyPair;
import dev.pushpull.machine.Environment;
import dev.pushpull.result.RunResults;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity;
import dev.pushpull.testkit.HandMadeRuns.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two runs as they might have come out, with all that a rendering must cope with: every verdict,
 * pairs and none, ratios and plain differences, trials and figures left out, a name that is an
 * attack.
 */
public final class SampleComparison {

  /** A strategy as only a forger would name it. */
  public static final String FORGED = "<img src=x onerror=1>|`a`\n# b\u001b[2J\u202e";

  private final Random random = new Random(7);
  private final List<TrialResult> trials = new ArrayList<>();

  private SampleComparison() {}

  /** The comparison of both. */
  public static Comparison comparison() {
    try {
      return Comparison.of(
          base(), candidate(), List.of(StrategyPair.parse("poll@500ms=poll@600ms")));
    } catch (NotComparableException e) {
      throw new AssertionError(e);
    }
  }

  /** The older run. */
  public static RunResults base() {
    var made = new SampleComparison();
    made.cell("websocket", "a", 6, 0.4, 0, 371);
    made.cell("sse", "a", 6, 0.5, 0, 395);
    made.cell("poll@100ms", "a", 6, 50, 29.9, 4_616);
    made.cell("poll@500ms", "a", 6, 250, 335, 923);
    made.cell("poll@2s", "a", 6, 998, 1_650, 231);
    made.cell(FORGED, "a", 5, 1, 1, 1);
    return made.run("20261123-220500-base", SampleRun.environment());
  }

  /** The newer one. */
  public static RunResults candidate() {
    var made = new SampleComparison();
    made.cell("websocket", "b", 6, 0.2, 0, 371);
    made.cell("sse", "a", 4, 0.5, 0, 395);
    made.cell("poll@100ms", "a", 6, 50.1, 30, 4_616);
    made.cell("poll@600ms", "a", 6, 300, 402, 769);
    made.cell("long-poll", "a", 6, 0.9, 0, 1_119);
    made.cell(FORGED, "a", 5, 1.1, 1.2, 1);
    made.trials.replaceAll(
        t ->
            switch (t.strategy() + " " + t.repeat()) {
              case "poll@100ms 2" -> t.and(Validity.suspect("p99 schedule lag 6.2 ms"));
              case "poll@600ms 3" -> HandMadeRuns.atLeast(t, "p99", "max");
              default -> t;
            });
    Environment at = SampleRun.environment();
    return made.run(
        "20261124-080000-candidate",
        new Environment(
            at.jdk(),
            at.os(),
            at.cpu(),
            at.cores(),
            Map.of("undertow", "2.4.5.Final", "okhttp", "5.5.1"),
            "ba9876543210",
            at.command(),
            at.machine(),
            at.startedAt()));
  }

  private RunResults run(String runId, Environment environment) {
    RunResults run = HandMadeRuns.run(runId, trials);
    return new RunResults(run.schema(), runId, null, run.spec(), run.seed(), environment, trials);
  }

  private void cell(
      String strategy, String digests, int repeats, double p50Ms, double staleP95Ms, double bytes) {
    for (int repeat = 1; repeat <= repeats; repeat++) {
      var figures =
          new Figures(
              noisy(p50Ms, 0.01),
              p50Ms > 900 ? Double.NaN : noisy(2 * p50Ms, 0.05),
              noisy(p50Ms < 1 ? 4e-4 : p50Ms / 4, 0.04),
              noisy(staleP95Ms, 0.03),
              bytes,
              noisy(80_000 / (50 + p50Ms), 0.1));
      trials.add(HandMadeRuns.trial(strategy, repeat, digests + repeat, figures));
    }
  }

  private double noisy(double value, double relative) {
    return value * (1 + relative * random.nextGaussian());
  }
}
