package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class GapsTimesTest extends ArrivalTimesContract {

  private static final double RATE = 10;
  private static final double OPEN_SECONDS = 4;
  private static final double CLOSED_SECONDS = 1;

  @Override
  Arrivals arrivals() {
    return new Arrivals.Gaps(RATE, OPEN_SECONDS, CLOSED_SECONDS);
  }

  @Override
  double rateTolerance() {
    return 0.02; // over 5,000 tunnels, about 4.5 standard deviations
  }

  @Test
  void keepsToTheGridOfThePeriod() {
    ArrivalTimes times = arrivals().times(3);
    long first = times.nextNanos();
    for (int i = 0; i < 10_000; i++) {
      double periods = (times.nextNanos() - first) / (1e9 / RATE);
      assertThat(periods).isCloseTo(Math.rint(periods), within(1e-6));
    }
  }

  /** A gap of more than one period follows an update with P(it is closed one period later). */
  @Test
  void gapsAreAsFrequentAsTheTwoStatesWant() {
    ArrivalTimes times = arrivals().times(5);
    int updates = 200_000;
    long last = times.nextNanos();
    int tunnels = 0;
    for (int i = 0; i < updates; i++) {
      long next = times.nextNanos();
      tunnels += next - last > 1.5e9 / RATE ? 1 : 0;
      last = next;
    }
    double rates = 1 / OPEN_SECONDS + 1 / CLOSED_SECONDS;
    double closed = CLOSED_SECONDS / (OPEN_SECONDS + CLOSED_SECONDS);
    double expected = closed * -Math.expm1(-rates / RATE);
    double error = Math.sqrt(expected / updates);
    assertThat((double) tunnels / updates).isCloseTo(expected, within(4.5 * error));
  }

  @Test
  void isInItsLongRunStateFromTheStart() {
    int open = 0;
    int seeds = 4_000;
    for (int seed = 0; seed < seeds; seed++) {
      open += arrivals().times(seed).nextNanos() < 1e9 / RATE ? 1 : 0;
    }
    double share = OPEN_SECONDS / (OPEN_SECONDS + CLOSED_SECONDS);
    assertThat((double) open / seeds)
        .isCloseTo(share, within(4.5 * Math.sqrt(share * (1 - share) / seeds)));
  }

  @Test
  void isReadAndWritten() {
    Arrivals gaps = Arrivals.parse("gaps:1/s,20s,5s");

    assertThat(gaps).isEqualTo(new Arrivals.Gaps(1, 20, 5)).hasToString("gaps:1/s,20s,5s");
    assertThat(gaps.ratePerSecond()).isEqualTo(0.8);
    for (String wrong : new String[] {"gaps:1/s", "gaps:1/s,20s", "gaps:1/s,1.2.3s,5s"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Arrivals.parse(wrong))
          .withMessageContaining("gaps:RATE/s,OPENs,CLOSEDs");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrivals.parse("gaps:1/s,0.001s,5s"))
        .withMessage(
            "stretches with and without updates must last 0.01s to 3600s, but last 0.001s");
  }
}
