package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.schedule.Window;
import org.junit.jupiter.api.Test;

class JobMeterTest {

  private static final long MS = 1_000_000;
  private static final Window WINDOW = new Window(1_000 * MS, 2_000 * MS, 3_000 * MS);

  private final JobMeter meter = new JobMeter();

  @Test
  void followsAJobThatEndedInTheWindowUntilItIsKnown() {
    meter.add(new JobTimes(901 * MS, 2_500 * MS, 4, 4), 900 * MS, 1_900 * MS, WINDOW);

    assertThat(meter.measured()).isEqualTo(1);
    assertThat(meter.known.get()).isEqualTo(1);
    assertThat(meter.requests.get()).isEqualTo(4);
    assertThat(meter.wastedPolls()).isEqualTo(3);
    assertThat(meter.doneToKnown.meanNanos()).isEqualTo(600.0 * MS);
    assertThat(meter.service.meanNanos()).isEqualTo(1_000.0 * MS);
    assertThat(meter.meanWatchedNanos()).isEqualTo(999.0 * MS);
    // 600 of 1,600 ms it showed the wrong state, 300 ms long on average.
    assertThat(meter.staleness.fractionAboveZero()).isEqualTo(600.0 / 1_600);
    assertThat(meter.staleness.meanNanos()).isEqualTo(600.0 * 300 / 1_600 * MS);
  }

  @Test
  void leavesOutWhatEndedElsewhere() {
    meter.add(new JobTimes(0, 1_500 * MS, 1, 1), 0, 999 * MS, WINDOW);
    meter.add(new JobTimes(0, 2_500 * MS, 1, 1), 0, 2_000 * MS, WINDOW);

    assertThat(meter.measured()).isZero();
    assertThat(meter.doneToKnown.count()).isZero();
  }

  @Test
  void oneThatIsNotKnownInTimeIsABound() {
    meter.add(new JobTimes(900 * MS, JobTimes.UNKNOWN, 3, 3), 900 * MS, 1_400 * MS, WINDOW);
    meter.add(new JobTimes(900 * MS, 3_001 * MS, 3, 3), 900 * MS, 1_400 * MS, WINDOW);

    assertThat(meter.measured()).isEqualTo(2);
    assertThat(meter.known.get()).isZero();
    assertThat(meter.requests.get()).isZero();
    assertThat(meter.doneToKnown.distribution().atLeast()).contains("mean");
    assertThat(meter.doneToKnown.meanNanos()).isEqualTo(1_600.0 * MS);
  }

  @Test
  void countsWhatCannotBe() {
    meter.add(new JobTimes(900 * MS, 1_399 * MS, 1, 1), 900 * MS, 1_400 * MS, WINDOW);

    assertThat(meter.outOfRange()).isEqualTo(2);
    assertThat(meter.measured()).isEqualTo(1);
  }

  @Test
  void addsUp() {
    meter.add(new JobTimes(901 * MS, 1_500 * MS, 2, 0), 900 * MS, 1_400 * MS, WINDOW);
    var sum = new JobMeter();
    Mergeable.add(sum, meter);
    Mergeable.add(sum, meter);

    assertThat(sum.known.get()).isEqualTo(2);
    assertThat(sum.requests.get()).isEqualTo(4);
    assertThat(sum.wastedPolls()).isZero();
    assertThat(sum.service.count()).isEqualTo(2);
  }
}
