package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.measure.Histograms;
import dev.pushpull.simulate.ServiceTimes;
import dev.pushpull.testkit.Questions;
import dev.pushpull.tune.answer.Tuner;
import org.junit.jupiter.api.Test;

/** Polls that are still under way when the next is due. */
class RoundTripTest {

  private static final long MILLI = 1_000_000;

  @Test
  void intervalsWithinTheRoundTripAreNotOffered() {
    Question asked = Questions.polls("poisson:1/s", "deliveryLatency.p95<=300ms");
    Recommendation advice =
        Tuner.advise(Questions.served(asked, ServiceTimes.constant(200 * MILLI))).recommendation();
    assertThat(advice.advises()).isFalse();
    assertThat(advice.answer().getFirst())
        .startsWith("No polling interval can meet this: even poll@250ms, the shortest considered");
    assertThat(advice.notes())
        .contains(
            "intervals that are not longer than the mean round trip of 200 ms are skipped: the next"
                + " poll would be due before the answer");
  }

  /**
   * A round trip of 10 ms in 19 of 20 cases, else of 300 ms: half of the ticks at 20 ms are missed.
   */
  @Test
  void ticksThatSlowAnswersSkipAreCounted() {
    var times = Histograms.create();
    times.recordValueWithCount(10 * MILLI, 19);
    times.recordValueWithCount(300 * MILLI, 1);
    Question asked = Questions.polls("poisson:1/s", "deliveryLatency.mean<=1s");
    Recommendation advice =
        Tuner.advise(Questions.served(asked, ServiceTimes.of(times))).recommendation();
    assertThat(advice.candidate("poll@25ms").source()).isEqualTo("simulated");
    assertThat(advice.candidate("poll@25ms").costs().requestsPerSecond())
        .isBetween(2_300.0, 2_800.0);
    assertThat(advice.candidate("poll@400ms").source()).isEqualTo("closed form");
  }
}
