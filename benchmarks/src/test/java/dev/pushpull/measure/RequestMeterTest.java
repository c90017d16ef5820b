package dev.pushpull.measure;

import static dev.pushpull.measure.Logs.MS;
import static dev.pushpull.measure.Logs.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.schedule.FeedbackSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.schedule.Window;
import org.junit.jupiter.api.Test;

class RequestMeterTest {

  private static final Ticks EVERY_50 = new FixedTicks(0, 50 * MS);

  private static RequestLog log(long... dueStartedCompletedMillis) {
    var log = new RequestLog();
    for (int i = 0; i < dueStartedCompletedMillis.length; i += 3) {
      log.add(
          dueStartedCompletedMillis[i] * MS,
          dueStartedCompletedMillis[i + 1] * MS,
          dueStartedCompletedMillis[i + 2] * MS,
          i % 2 == 0);
    }
    return log;
  }

  private static RequestMeter meter(RequestLog log, Ticks ticks, Window window) {
    var meter = new RequestMeter();
    meter.add(log, ticks, window);
    return meter;
  }

  @Test
  void promptPollsAnswerTheirOwnTicks() {
    RequestMeter meter = meter(log(100, 101, 103, 150, 150, 152), EVERY_50, window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(2);
    assertThat(meter.missedTicks()).isZero();
    assertThat(meter.corrected.meanNanos()).isEqualTo(2.5 * MS);
    assertThat(meter.uncorrected.meanNanos()).isEqualTo(2.0 * MS);
    assertThat(meter.scheduleLag.meanNanos()).isEqualTo(0.5 * MS);
  }

  @Test
  void tickDuringAPollInFlightIsAnsweredByTheNextPollAndNeverDropped() {
    // The poll of tick 100 takes 120 ms, so ticks 150 and 200 start none; tick 250 answers for
    // them.
    RequestMeter meter = meter(log(100, 100, 220, 250, 250, 252), EVERY_50, window(100, 300, 400));
    assertThat(meter.dueTicks.get()).isEqualTo(4);
    assertThat(meter.corrected.count()).isEqualTo(4);
    assertThat(meter.missedTicks()).isEqualTo(2);
    assertThat(meter.corrected.meanNanos() / MS)
        .isCloseTo((120 + 102 + 52 + 2) / 4.0, within(1e-9));
    assertThat(meter.uncorrected.count()).isEqualTo(2);
    assertThat(meter.uncorrected.meanNanos()).isEqualTo(61.0 * MS);
  }

  @Test
  void tickThatNothingAnswersIsALowerBound() {
    RequestMeter meter = meter(log(100, 100, 101), EVERY_50, window(100, 200, 300));
    assertThat(meter.corrected.count()).isEqualTo(2);
    assertThat(meter.corrected.distribution().atLeast()).containsExactly("mean", "max");
    assertThat(meter.corrected.distribution().max()).isEqualTo(150.0);
  }

  @Test
  void ticksExactlyAtTheEdgesCountAtTheStartAndNotAtTheEnd() {
    RequestMeter meter =
        meter(log(100, 100, 101, 150, 150, 151, 200, 200, 201), EVERY_50, window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(2);
    assertThat(meter.sent.get()).isEqualTo(2);
  }

  @Test
  void scheduleThatBeginsLaterHasNoTickBefore() {
    RequestMeter meter =
        meter(log(170, 170, 171), new FixedTicks(170 * MS, 50 * MS), window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(1);
  }

  @Test
  void withoutAScheduleARequestIsDueWhenItIsSent() {
    RequestMeter meter = meter(log(110, 110, 140), Ticks.NONE, window(100, 200, 300));
    assertThat(meter.corrected.meanNanos()).isEqualTo(30.0 * MS);
    assertThat(meter.dueTicks.get()).isZero();
    assertThat(meter.missedTicks()).isZero();
  }

  @Test
  void requestsThatTheServerHoldsBelongWhereTheyAreAnswered() {
    // Sent before the window and answered inside; sent and answered inside; sent inside and still
    // held at its end.
    RequestMeter meter =
        meter(log(60, 60, 130, 130, 130, 190, 190, 190, 290), Ticks.NONE, window(100, 200, 300));
    assertThat(meter.sent.get()).isEqualTo(2);
    assertThat(meter.uncorrected.count()).isEqualTo(2);
    assertThat(meter.uncorrected.meanNanos()).isEqualTo(65.0 * MS);
  }

  @Test
  void emptyPollsAreThoseThatBroughtNothing() {
    RequestMeter meter =
        meter(log(100, 100, 101, 120, 120, 121, 140, 140, 141), EVERY_50, window(100, 200, 300));
    assertThat(meter.sent.get()).isEqualTo(3);
    assertThat(meter.empty.get()).isEqualTo(2);
  }

  /** Back-off by 50 ms, then 100 ms: polls are due at 100, at 153, and 253 ms. */
  private static NotedSchedule feedback(long... completedMillis) {
    var schedule = new NotedSchedule(FeedbackSchedule.backoff(100 * MS, 50 * MS, 400 * MS));
    for (long completed : completedMillis) {
      schedule.nextNanos(completed * MS, false, PollSchedule.NO_HINT);
    }
    return schedule;
  }

  @Test
  void whereAnswersMakeTheTicksEveryRequestDueGivesOneSampleAndNoneIsMissed() {
    RequestMeter meter =
        meter(log(100, 101, 103, 153, 154, 160), feedback(103, 160), window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(2);
    assertThat(meter.missedTicks()).isZero();
    assertThat(meter.corrected.meanNanos()).isEqualTo((3 + 7) / 2.0 * MS);
    assertThat(meter.uncorrected.meanNanos()).isEqualTo((2 + 6) / 2.0 * MS);
    assertThat(meter.scheduleLag.meanNanos()).isEqualTo(1.0 * MS);
  }

  @Test
  void aRequestStillUnderWayAtTheDrainsEndIsALowerBound() {
    RequestMeter meter = meter(log(100, 100, 103), feedback(103), window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(2);
    assertThat(meter.corrected.distribution().atLeast()).containsExactly("mean", "max");
    assertThat(meter.corrected.distribution().max()).isEqualTo(147.0);
  }

  @Test
  void aFailedRequestLeavesItsTickToTheNextOne() {
    // The request of tick 100 fails at 103; that of 153 is answered.
    RequestMeter meter = meter(log(153, 153, 155), feedback(103, 155), window(100, 200, 300));
    assertThat(meter.dueTicks.get()).isEqualTo(2);
    assertThat(meter.missedTicks()).isEqualTo(1);
    assertThat(meter.corrected.meanNanos()).isEqualTo((55 + 2) / 2.0 * MS);
  }
}
