package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TunnelGapsTest {

  @Test
  void areThoseOfTheArrivalProcess() {
    ArrivalTimes times = Arrivals.parse("gaps:1/s,20s,5s").times(9);
    int updates = 500_000;
    double[] played = new double[updates];
    long last = times.nextNanos();
    for (int i = 0; i < updates; i++) {
      long next = times.nextNanos();
      played[i] = (next - last) / 1e9;
      last = next;
    }
    Arrays.sort(played);
    double[] expected = TunnelGaps.quantiles(1, 20, 5, 10_000);

    assertThat(Arrays.stream(expected).average().orElseThrow())
        .isCloseTo(1.25, within(0.002))
        .isCloseTo(Arrays.stream(played).average().orElseThrow(), within(0.02));
    for (double share : new double[] {0.5, 0.95, 0.97, 0.99, 0.999}) {
      assertThat(expected[(int) (share * expected.length)])
          .isCloseTo(
              played[(int) (share * updates)],
              within(1.0 + 0.05 * played[(int) (share * updates)]));
    }
  }
}
