package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.JobFigures;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("alone")
class JobsEndToEndTest {

  private static final double ORACLE_SHARE = 0.05;
  private static final String CONSTANT = "job-status:constant:300ms";
  private static final String FAILING = "job-status:exponential:300ms+20%failed";

  @TempDir Path folder;

  private static TrialSpec spec(
      String strategy, String scenario, Protocol protocol, Duration window) {
    Scenario story = Scenario.parse(scenario);
    var workload =
        new Workload(Arrivals.parse("poisson:2/s"), 20, 20, 0, protocol).withScenario(story);
    Strategy how = Strategy.parse(strategy);
    var timing = new Timing(story.leastWarmup(), window, 1, Timing.defaultDrain(how));
    return new TrialSpec("001", how, workload, timing, 1, 7, Optional.empty(), Setup.USUAL);
  }

  private List<TrialResult> run(TrialSpec... specs) throws Exception {
    List<TrialResult> results = Trials.runAtOnce(List.of(specs), folder);
    for (TrialResult result : results) {
      assertThat(Trials.unexplained(result)).as(result.strategy()).isEmpty();
    }
    return results;
  }

  private static JobFigures story(TrialResult result) {
    return (JobFigures) Objects.requireNonNull(result.story());
  }

  @Test
  void pollingCostsWhatTheClosedFormsExpect() throws Exception {
    Duration window = Duration.ofSeconds(8);
    for (TrialResult result :
        run(
            spec("poll@400ms", "job-status:constant:300ms", Protocol.H1, window),
            spec("poll@400ms", "job-status:exponential:300ms", Protocol.H1, window),
            spec("poll@400ms", "job-status:lognormal:250ms,0.6", Protocol.H1, window))) {
      JobFigures story = story(result);
      assertThat(story.measured()).isGreaterThan(200);
      assertThat(story.known()).isEqualTo(story.measured());
      double delivery = Objects.requireNonNull(story.delayMs().mean());
      double half = Objects.requireNonNull(story.expectedDelayMs());
      assertThat(Math.abs(delivery - half))
          .as("%s: done to known: %s against %s", result.workload().label(), delivery, half)
          .isLessThan(
              ORACLE_SHARE * half + Objects.requireNonNull(story.expectedDelayToleranceMs()));
      double requests = Objects.requireNonNull(story.requestsPerJob());
      double expected = Objects.requireNonNull(story.expectedRequestsPerJob());
      assertThat(Math.abs(requests - expected))
          .as("%s: requests: %s against %s", result.workload().label(), requests, expected)
          .isLessThan(
              ORACLE_SHARE * expected + Objects.requireNonNull(story.expectedRequestsTolerance()));
      assertThat(story.wastedPollsPerJob()).isCloseTo(requests - 1, within(1e-9));
    }
  }

  @Test
  void everyWayAccountsForEveryJob() throws Exception {
    List<TrialResult> results =
        run(
            Stream.of(
                    "websocket",
                    "sse",
                    "long-poll",
                    "conditional-poll@300ms",
                    "backoff@50ms..1s",
                    "adaptive@50ms..1s",
                    "poll@300ms~20%",
                    "hinted")
                .map(strategy -> spec(strategy, FAILING, Protocol.H1, Duration.ofSeconds(3)))
                .toArray(TrialSpec[]::new));
    for (TrialResult result : results) {
      String strategy = result.strategy();
      assertThat(result.validity().verdict()).as(strategy).isNotEqualTo(Verdict.INVALID);
      assertThat(result.validity().lines())
          .as(strategy)
          .noneMatch(reason -> reason.contains("errors"));
      JobFigures story = story(result);
      assertThat(story.measured()).as(strategy).isGreaterThan(60);
      assertThat(story.known()).as(strategy).isEqualTo(story.measured());
      assertThat(story.failed()).as(strategy).isBetween(1L, story.finished());
      assertThat(story.submitted())
          .as(strategy)
          .isGreaterThanOrEqualTo(story.finished() + story.failed());
      assertThat(story.requestsPerJob()).as(strategy).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void isToldSoonerThanItWouldHaveAsked() throws Exception {
    List<TrialResult> results =
        run(
            spec("websocket", CONSTANT, Protocol.H1, Duration.ofSeconds(3)),
            spec("poll@1s", CONSTANT, Protocol.H1, Duration.ofSeconds(3)),
            spec("poll@300ms", CONSTANT, Protocol.H2, Duration.ofSeconds(2)),
            spec("websocket", CONSTANT, Protocol.H1_TLS, Duration.ofSeconds(2)));

    TrialResult told = results.get(0);
    TrialResult asked = results.get(1);
    assertThat(Objects.requireNonNull(told.delayMs().mean()))
        .isLessThan(Objects.requireNonNull(asked.delayMs().mean()) / 3);
    assertThat(told.stalenessMs().staleFraction()).isLessThan(0.2);
    assertThat(asked.stalenessMs().staleFraction()).isGreaterThan(0.5);
    for (TrialResult overTls : results.subList(2, 4)) {
      assertThat(story(overTls).measured()).as(overTls.strategy()).isGreaterThan(30);
    }
  }
}
