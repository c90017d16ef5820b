package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.JobStory;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("alone")
class JobsEndToEndTest {

  private static final double ORACLE_SHARE = 0.05;

  @TempDir Path folder;

  private TrialResult run(String strategy, String scenario, Protocol protocol, Duration window)
      throws IOException, InterruptedException {
    Scenario story = Scenario.parse(scenario);
    var workload = new Workload(Arrivals.parse("poisson:2/s"), 20, 20, 0, protocol, story);
    Strategy how = Strategy.parse(strategy);
    var timing = new Timing(story.leastWarmup(), window, 1, Timing.defaultDrain(how));
    var spec = new TrialSpec("001", how, workload, timing, 1, 7, Optional.empty());
    return Trials.run(spec, folder, phase -> {});
  }

  private static JobStory story(TrialResult result) {
    return (JobStory) Objects.requireNonNull(result.story());
  }

  @ParameterizedTest
  @CsvSource({"constant:300ms", "exponential:300ms", "'lognormal:250ms,0.6'"})
  void pollingCostsWhatTheClosedFormsExpect(String service)
      throws IOException, InterruptedException {
    TrialResult result =
        run("poll@400ms", "job-status:" + service, Protocol.H1, Duration.ofSeconds(8));

    assertThat(Trials.unexplained(result)).isEmpty();
    JobStory story = story(result);
    assertThat(story.measured()).isGreaterThan(200);
    assertThat(story.known()).isEqualTo(story.measured());
    double delivery = Objects.requireNonNull(result.deliveryLatencyMs().mean());
    double half = Objects.requireNonNull(result.model().deliveryLatencyMeanMs());
    assertThat(Math.abs(delivery - half))
        .as("done to known: %s against %s", delivery, half)
        .isLessThan(
            ORACLE_SHARE * half
                + Objects.requireNonNull(result.model().deliveryLatencyToleranceMs()));
    double requests = Objects.requireNonNull(story.requestsPerJob());
    double expected = Objects.requireNonNull(story.expectedRequestsPerJob());
    assertThat(Math.abs(requests - expected))
        .as("requests per job: %s against %s", requests, expected)
        .isLessThan(
            ORACLE_SHARE * expected + Objects.requireNonNull(story.expectedRequestsTolerance()));
    assertThat(story.wastedPollsPerJob()).isCloseTo(requests - 1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "websocket",
        "sse",
        "long-poll",
        "conditional-poll@300ms",
        "backoff@50ms..1s",
        "adaptive@50ms..1s",
        "poll@300ms~20%",
        "hinted"
      })
  void everyWayAccountsForEveryJob(String strategy) throws IOException, InterruptedException {
    TrialResult result =
        run(strategy, "job-status:exponential:300ms+20%failed", Protocol.H1, Duration.ofSeconds(3));

    assertThat(Trials.unexplained(result)).isEmpty();
    assertThat(result.validity().verdict()).isNotEqualTo(Verdict.INVALID);
    assertThat(result.validity().reasons()).noneMatch(reason -> reason.contains("errors"));
    JobStory story = story(result);
    assertThat(story.measured()).isGreaterThan(60);
    assertThat(story.known()).isEqualTo(story.measured());
    assertThat(story.failed()).isBetween(1L, story.finished());
    assertThat(story.submitted()).isGreaterThanOrEqualTo(story.finished() + story.failed());
    assertThat(story.requestsPerJob()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void isToldSoonerThanItWouldHaveAsked() throws IOException, InterruptedException {
    TrialResult told =
        run("websocket", "job-status:constant:300ms", Protocol.H1, Duration.ofSeconds(3));
    TrialResult asked =
        run("poll@1s", "job-status:constant:300ms", Protocol.H1, Duration.ofSeconds(3));

    assertThat(Objects.requireNonNull(told.deliveryLatencyMs().mean()))
        .isLessThan(Objects.requireNonNull(asked.deliveryLatencyMs().mean()) / 3);
    assertThat(told.stalenessMs().staleFraction()).isLessThan(0.2);
    assertThat(asked.stalenessMs().staleFraction()).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @CsvSource({"poll@300ms,H2", "websocket,H1_TLS"})
  void speaksWhatItIsAskedTo(String strategy, Protocol protocol)
      throws IOException, InterruptedException {
    TrialResult result =
        run(strategy, "job-status:constant:200ms", protocol, Duration.ofSeconds(2));

    assertThat(Trials.unexplained(result)).isEmpty();
    assertThat(story(result).measured()).isGreaterThan(30);
  }
}
