package dev.pushpull.tune.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.JobPolls;
import dev.pushpull.spec.Requirement;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.schedule.ServiceTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobAdviceTest {

  private static final long MS = 1_000_000;

  private static JobAdvice advice(String scenario, String... requirements) {
    var jobs = (Scenario.JobStatus) Scenario.parse(scenario);
    List<Requirement> required = Arrays.stream(requirements).map(Requirement::parse).toList();
    return JobAdvice.of(new JobQuestion(jobs, required, 2 * MS, 1));
  }

  private static String recommended(JobAdvice advice) {
    JobPrediction way = advice.recommended();
    return way == null ? "none" : way.strategy();
  }

  @Test
  void takesTheLongestIntervalThatIsSoonEnough() {
    // T/2 + 1 ms <= 700 ms; a back-off to so few requests would be later.
    JobAdvice advice = advice("job-status:exponential:2s", "doneToKnown.mean<=700ms");

    assertThat(recommended(advice)).isEqualTo("poll@1398ms");
    assertThat(advice.told()).isNotNull();
  }

  @Test
  void takesWhatAsksLeastWithinBothBounds() {
    JobAdvice advice =
        advice("job-status:exponential:2s", "story.requestsPerJob<=3", "doneToKnown.mean<=600ms");

    assertThat(advice.ways().stream().map(JobPrediction::strategy))
        .contains("poll@1s", "poll@1198ms");
    assertThat(recommended(advice)).isEqualTo("poll@1198ms");
  }

  @Test
  void saysSoWhenNothingDoes() {
    JobAdvice advice = advice("job-status", "story.requestsPerJob<=1", "doneToKnown.mean<1us");

    assertThat(advice.advises()).isFalse();
    assertThat(JobText.render(advice)).endsWith("No strategy considered meets all requirements.\n");
  }

  @Test
  void aSimulatedScheduleAgreesWithTheClosedFormWhereThereIsOne() {
    ServiceTime service = ServiceTime.parse("lognormal:2s,0.5");
    // A jitter so small that the polls are nearly at a fixed interval.
    JobPrediction played = JobPrediction.of(Strategy.parse("poll@800ms~1%"), service, 5 * MS, 3);
    var form = new JobPolls(800 * MS, 5 * MS);

    assertThat(played.basis()).isEqualTo("simulated");
    assertThat(played.meanMs())
        .isCloseTo(
            form.meanDoneToKnown() / MS, within(4.5 * form.doneToKnownError(20_000) / MS + 4));
    assertThat(played.requestsPerJob())
        .isCloseTo(form.meanRequests((double) service.meanNanos()), within(0.06));
  }

  @Test
  void aConstantJobIsHitByAHint() {
    JobPrediction hinted =
        JobPrediction.of(Strategy.parse("hinted"), ServiceTime.parse("constant:2s"), 0, 1);

    assertThat(hinted.requestsPerJob()).isEqualTo(1);
    assertThat(hinted.meanMs()).isZero();
  }

  @Test
  void backingOffDoublesFromItsShortest() {
    JobPrediction way =
        JobPrediction.of(
            Strategy.parse("backoff@100ms..10s"), ServiceTime.parse("constant:1s"), 0, 1);

    // Polls at 0.1, 0.2, 0.4, 0.8 and 1.6 s.
    assertThat(way.requestsPerJob()).isEqualTo(5);
    assertThat(way.meanMs()).isCloseTo(600, within(1e-9));
  }

  @Test
  void aLongPollAsksAgainWheneverItsWaitTimesOut() {
    JobPrediction once =
        JobPrediction.of(Strategy.parse("long-poll"), ServiceTime.parse("constant:2s"), MS, 1);
    JobPrediction often =
        JobPrediction.of(Strategy.parse("long-poll"), ServiceTime.parse("constant:2m"), MS, 1);

    assertThat(once.requestsPerJob()).isEqualTo(2);
    // 12 s until it is worked on; then 108 s: at 30, 60 and 90 s the wait is over.
    assertThat(often.requestsPerJob()).isEqualTo(5);
    assertThat(often.wastedPollsPerJob()).isEqualTo(3);
  }

  @Test
  void jobsThatAreShorterThanTheDelayNeedNoFurtherPoll() {
    ServiceTime service = ServiceTime.parse("exponential:100ms");
    JobPrediction way = JobPrediction.of(Strategy.parse("poll@50ms"), service, 100 * MS, 1);

    assertThat(way.requestsPerJob()).isCloseTo(1 + 2 / Math.E, within(1e-9));
  }

  @Test
  void refusesWhatItCannotAnswer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> advice("job-status", "staleness.p95<2s"))
        .withMessageContaining("requestsPerJob")
        .withMessageContaining("staleness.p95<2s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> advice("job-status", "doneToKnown.mean<2"))
        .withMessage("--require: 'doneToKnown.mean<2' needs a time, such as 500ms");
  }
}
