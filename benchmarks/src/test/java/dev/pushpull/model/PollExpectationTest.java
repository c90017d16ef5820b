package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollExpectationTest {

  private static final int DRAWS = 400_000;

  /** Recorded gaps of 0.1, 0.5, 1, 1.4 and 2 times the value. */
  private static UpdateProcess process(String kind, double value) {
    return switch (kind) {
      case "poisson" -> new UpdateProcess.Poisson(value);
      case "periodic" -> new UpdateProcess.Periodic(value);
      default -> new UpdateProcess.Recorded(gaps(value));
    };
  }

  private static double[] gaps(double value) {
    return DoubleStream.of(1.4, 0.1, 2, 0.5, 1).map(factor -> factor * value).toArray();
  }

  private static double residual(UpdateProcess updates, double value, Random random) {
    return switch (updates) {
      case UpdateProcess.Recorded _ -> toTheEndOfItsGap(gaps(value), random);
      case UpdateProcess.Poisson p -> -Math.log1p(-random.nextDouble()) / p.rate();
      case UpdateProcess.Periodic p -> random.nextDouble() * p.period();
    };
  }

  private static double toTheEndOfItsGap(double[] gaps, Random random) {
    double at = random.nextDouble() * DoubleStream.of(gaps).sum();
    int gap = 0;
    while (at > gaps[gap]) {
      at -= gaps[gap++];
    }
    return gaps[gap] - at;
  }

  /** The forms against the definition played out, the polled instant stratified. */
  @ParameterizedTest
  @CsvSource({
    "500, 1, poisson, 0.002",
    "2000, 5, poisson, 0.002",
    "100, 0.3, poisson, 0.00002",
    "500, 0, periodic, 700",
    "900, 40, periodic, 300",
    "600, 2, periodic, 600",
    "700, 3, recorded, 500",
    "90, 1, recorded, 4000",
  })
  void agreesWithTheDefinitionPlayedOut(double interval, double delay, String kind, double value) {
    UpdateProcess updates = process(kind, value);
    var expected = new PollExpectation(interval, delay, updates);
    var random = new Random(7);
    double[] staleness = new double[DRAWS];
    double[] age = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double since = delay + interval * (i + random.nextDouble()) / DRAWS;
      staleness[i] = Math.max(0, since - residual(updates, value, random));
      age[i] = since + residual(updates, value, random);
    }
    Arrays.sort(staleness);
    Arrays.sort(age);
    double unit = interval + delay;
    assertThat(expected.stalenessMean()).isCloseTo(mean(staleness), within(0.004 * unit));
    assertThat(expected.ageMean())
        .isCloseTo(mean(age), within(0.006 * (unit + updates.meanResidual())));
    for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
      int index = (int) (share * DRAWS);
      assertThat(expected.stalenessQuantile(share))
          .isCloseTo(staleness[index], within(0.01 * unit));
      assertThat(expected.ageQuantile(share))
          .isCloseTo(age[index], within(0.05 * (unit + updates.meanResidual())));
    }
    long stale = Arrays.stream(staleness).filter(s -> s > 0).count();
    assertThat(expected.stalenessAbove(0)).isCloseTo((double) stale / DRAWS, within(0.003));
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  @Test
  void isTheTextbooksForm() {
    double interval = 500;
    double delay = 2;
    double rate = 0.003;
    var poisson = new PollExpectation(interval, delay, new UpdateProcess.Poisson(rate));
    double seen = Math.exp(-rate * delay) * (1 - Math.exp(-rate * interval));
    assertThat(poisson.stalenessMean())
        .isCloseTo(interval / 2 + delay - 1 / rate + seen / (rate * rate * interval), within(1e-9));
    assertThat(poisson.stalenessAbove(0)).isCloseTo(1 - seen / (rate * interval), within(1e-12));
    var periodic = new PollExpectation(interval, delay, new UpdateProcess.Periodic(800));
    assertThat(periodic.stalenessMean())
        .isCloseTo(
            (Math.pow(interval + delay, 3) - Math.pow(delay, 3)) / (6 * 800 * interval),
            within(1e-9));
    assertThat(periodic.stalenessAbove(0)).isCloseTo((interval / 2 + delay) / 800, within(1e-12));
    assertThat(periodic.ageMean()).isEqualTo(interval / 2 + delay + 400);
    assertThat(periodic.deliveryQuantile(0.95)).isEqualTo(477);
  }

  @Test
  void keepsItsDigitsForRareUpdates() {
    var rare = new PollExpectation(1, 0, new UpdateProcess.Poisson(1e-9));
    assertThat(rare.stalenessMean()).isCloseTo(1e-9 / 6, within(1e-15));
    assertThat(rare.stalenessQuantile(0.5)).isZero();
  }

  @Test
  void refusesWhatIsNoIntervalOrRate() {
    assertThatThrownBy(() -> new UpdateProcess.Poisson(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new UpdateProcess.Periodic(-1)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new PollExpectation(0, 1, new UpdateProcess.Periodic(1)))
        .hasMessage("interval must be above 0 and delay at least 0, but are 0.0 and 1.0");
  }
}
