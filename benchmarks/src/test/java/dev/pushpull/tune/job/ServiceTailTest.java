package dev.pushpull.tune.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.sut.schedule.ServiceTime;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against samples of the distributions that the server draws from. */
class ServiceTailTest {

  private static final int JOBS = 200_000;
  private static final double STANDARD_ERRORS = 4.5;

  @ParameterizedTest
  @CsvSource({
    "exponential:2s, 0",
    "exponential:2s, 3000",
    "'lognormal:2s,0.5', 0",
    "'lognormal:2s,0.5', 2500",
    "'lognormal:500ms,1.2', 1500"
  })
  void isThatOfTheSamples(String text, long millis) {
    ServiceTime service = ServiceTime.parse(text);
    double nanos = millis * 1e6;
    var random = new SplittableRandom(5);
    double[] excess =
        DoubleStream.generate(() -> Math.max(0, service.sampleNanos(random) - nanos))
            .limit(JOBS)
            .toArray();
    double mean = DoubleStream.of(excess).average().orElseThrow();
    double square = DoubleStream.of(excess).map(x -> x * x).average().orElseThrow();
    double share = (double) DoubleStream.of(excess).filter(x -> x > 0).count() / JOBS;
    var tail = new ServiceTail(service);

    assertThat(tail.meanExcess(nanos))
        .isCloseTo(mean, within(STANDARD_ERRORS * Math.sqrt((square - mean * mean) / JOBS)));
    assertThat(tail.beyond(nanos))
        .isCloseTo(share, within(STANDARD_ERRORS * 0.5 / Math.sqrt((double) JOBS)));
  }

  @Test
  void ofConstantTimesIsAllOrNothing() {
    var tail = new ServiceTail(ServiceTime.parse("constant:2s"));
    assertThat(tail.beyond(1.9e9)).isEqualTo(1);
    assertThat(tail.beyond(2e9)).isZero();
    assertThat(tail.meanExcess(0.5e9)).isEqualTo(1.5e9);
    assertThat(tail.meanExcess(3e9)).isZero();
  }
}
