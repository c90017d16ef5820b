package dev.pushpull.testkit;

import dev.pushpull.result.ChatFigures;
import dev.pushpull.result.Distribution;
import dev.pushpull.result.JobFigures;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run of which one trial tells a story and another does not. */
public final class SampleFigures {

  /** What became of its jobs. */
  public static final JobFigures JOBS = jobs(delay(507));

  /** The same, but for how late their clients knew. */
  public static JobFigures jobs(Distribution doneToKnown) {
    return new JobFigures(
        101,
        1,
        90,
        5,
        60,
        59,
        2_000.0,
        doneToKnown,
        501.0,
        40.0,
        Distribution.NONE,
        2.9,
        1.9,
        0.65,
        2_345.0,
        3.0,
        0.1);
  }

  private SampleFigures() {}

  /** What became of a chat's messages. */
  public static ChatFigures chat(long lost, long duplicated, long reordered) {
    return new ChatFigures(
        800,
        800,
        4_000,
        lost,
        duplicated,
        reordered,
        7,
        6,
        delay(251),
        delay(252),
        250.0,
        9.0,
        Distribution.NONE,
        Distribution.NONE,
        0.2,
        345.0);
  }

  private static Distribution delay(double mean) {
    return new Distribution(
        1_000, mean, mean * 0.98, mean * 1.8, mean * 1.9, mean * 1.98, null, mean * 2, List.of());
  }

  /** The run. */
  public static RunResults run() {
    RunResults plain = SampleRun.quick();
    return plain.with(
        List.of(SampleRun.with(SampleRun.trial(jobs()), JOBS), plain.trials().get(1)));
  }

  private static TrialSpec jobs() {
    return new TrialSpec(
        "001",
        Strategy.parse("poll@1s"),
        Scenario.parse("job-status").preset().orElseThrow().workload(),
        new Timing(Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Duration.ofSeconds(3)),
        1,
        1,
        Optional.empty(),
        Setup.USUAL);
  }
}
