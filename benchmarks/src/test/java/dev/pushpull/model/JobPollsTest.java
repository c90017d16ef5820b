package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.schedule.ServiceTime;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed forms against jobs played out one by one on the schedule that clients poll by. */
class JobPollsTest {

  private static final int JOBS = 200_000;
  private static final double STANDARD_ERRORS = 4.5;

  @ParameterizedTest
  @CsvSource({
    "constant:2s, 500, 0",
    "constant:2s, 700, 20",
    "constant:300ms, 2000, 5",
    "exponential:2s, 500, 0",
    "exponential:2s, 5000, 20",
    "'lognormal:2s,0.5', 1000, 1",
    "'lognormal:500ms,1.5', 3000, 10"
  })
  void holdForAnyServiceTime(String service, long intervalMillis, long delayMillis) {
    long interval = intervalMillis * 1_000_000;
    long delay = delayMillis * 1_000_000;
    var random = new SplittableRandom(3);
    ServiceTime time = ServiceTime.parse(service);
    double[] watched = new double[JOBS];
    double known = 0;
    double requests = 0;
    double requestsSquared = 0;
    for (int i = 0; i < JOBS; i++) {
      long done = time.sampleNanos(random);
      watched[i] = done;
      var schedule = new FixedSchedule((long) (random.nextDouble() * interval), interval);
      long[] found = poll(schedule, done, delay);
      known += found[0] - done;
      requests += found[1];
      requestsSquared += (double) found[1] * found[1];
    }
    var polls = new JobPolls((double) interval, (double) delay);
    assertThat(known / JOBS)
        .isCloseTo(
            polls.meanDoneToKnown(), within(STANDARD_ERRORS * polls.doneToKnownError(JOBS) + 1));
    assertThat(requests / JOBS)
        .isCloseTo(
            polls.meanRequestsOfExcess(meanExcess(watched, (double) delay)),
            within(STANDARD_ERRORS * polls.requestsError(JOBS)));
    // Over the distribution itself, its own spread is in the mean too.
    double deviation = Math.sqrt((requestsSquared / JOBS - Math.pow(requests / JOBS, 2)) / JOBS);
    if (time.meanNanos() > 100 * delay && delay * 20 < interval) {
      assertThat(requests / JOBS)
          .isCloseTo(
              polls.meanRequests((double) time.meanNanos()),
              within(STANDARD_ERRORS * deviation + (double) delay / interval));
    }
  }

  /** When the end is known, and after how many polls. */
  private static long[] poll(PollSchedule schedule, long done, long delay) {
    long due = schedule.firstNanos();
    long polls = 1;
    while (due + delay < done) {
      due = schedule.nextNanos(due + 2 * delay, false, PollSchedule.NO_HINT);
      polls++;
    }
    return new long[] {due + 2 * delay, polls};
  }

  private static double meanExcess(double[] watched, double delay) {
    return DoubleStream.of(watched).map(s -> Math.max(0, s - delay)).average().orElse(0);
  }

  @Test
  void jobsOfOneIntervalNeedTwoPolls() {
    assertThat(new JobPolls(2, 0).meanRequests(2.0)).isEqualTo(2);
    assertThat(new JobPolls(2, 0.5).meanRequestsOfExcess(meanExcess(new double[] {0.25, 4.5}, 0.5)))
        .isEqualTo(2);
    assertThat(new JobPolls(2, 0.5).meanDoneToKnown()).isEqualTo(1.5);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobPolls(0, 0))
        .withMessage("an interval must be above 0 and a delay at least 0, but are 0.0 and 0.0");
  }
}
