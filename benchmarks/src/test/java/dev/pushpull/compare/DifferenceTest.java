package dev.pushpull.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.compare.Sample.LeftOut;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand, their tails by another statistics package (SciPy 1.17). */
class DifferenceTest {

  private static Difference paired(double[] base, double[] candidate) {
    return Difference.of(new Evidence(true, sample(base), sample(candidate), false));
  }

  private static Difference unpaired(double[] base, double[] candidate) {
    return Difference.of(new Evidence(false, sample(base), sample(candidate), false));
  }

  private static Sample sample(double[] values) {
    var list = Arrays.stream(values).boxed().toList();
    return new Sample(list, values.length, new LeftOut(0, 0, 0, 0));
  }

  @Test
  void welchOnPlainValues() {
    // Means 0 and 5, variances 2.5 and 10: error² 0.5 + 2, freedom 2.5² / (0.5²/4 + 2²/4).
    var d = unpaired(new double[] {-2, -1, 0, 1, 2}, new double[] {1, 3, 5, 7, 9});

    assertThat(d.relative()).isFalse();
    assertThat(d.value()).isEqualTo(5);
    assertThat(d.standardError()).isCloseTo(Math.sqrt(2.5), within(1e-12));
    assertThat(d.degreesOfFreedom()).isCloseTo(6.25 / 1.0625, within(1e-12));
    assertThat(d.pValue()).isCloseTo(0.0200388911, within(1e-9));
    assertThat(d.interval95().low()).isCloseTo(1.1122583563, within(1e-8));
    assertThat(d.interval95().high()).isCloseTo(8.8877416437, within(1e-8));
  }

  @Test
  void welchOnLogarithms() {
    var d =
        unpaired(new double[] {100, 102, 98, 101, 99, 100}, new double[] {109, 113, 110, 111, 108});

    assertThat(d.relative()).isTrue();
    assertThat(d.value()).isCloseTo(0.1019580695, within(1e-9));
    assertThat(d.degreesOfFreedom()).isCloseTo(7.7391792814, within(1e-9));
    assertThat(d.pValue()).isCloseTo(1.0596844768e-5, within(1e-13));
    assertThat(d.interval95().low()).isCloseTo(0.0774620925, within(1e-8));
    assertThat(d.interval95().high()).isCloseTo(0.1270109597, within(1e-8));
  }

  @Test
  void pairsOnPlainValues() {
    // Steps 1, 3, 1, 3, 1: mean 1.8, variance 1.2, error √(1.2/5).
    var d = paired(new double[] {0, 2, 4, 6, 8}, new double[] {1, 5, 5, 9, 9});

    assertThat(d.value()).isCloseTo(1.8, within(1e-12));
    assertThat(d.standardError()).isCloseTo(Math.sqrt(0.24), within(1e-12));
    assertThat(d.degreesOfFreedom()).isEqualTo(4);
    assertThat(d.pValue()).isCloseTo(0.0213116411, within(1e-9));
    assertThat(d.interval95().low()).isCloseTo(0.4398252387, within(1e-8));
    assertThat(d.interval95().high()).isCloseTo(3.1601747613, within(1e-8));
  }

  @Test
  void pairsOnLogarithmsCancelWhatTheyShare() {
    var d = paired(new double[] {100, 200, 300, 400, 500}, new double[] {110, 224, 324, 444, 545});

    assertThat(d.value()).isCloseTo(0.0999090819, within(1e-9));
    assertThat(d.pValue()).isCloseTo(1.2094173942e-4, within(1e-12));
    assertThat(d.interval95().low()).isCloseTo(0.0804503320, within(1e-8));
    assertThat(d.interval95().high()).isCloseTo(0.1197182810, within(1e-8));
  }

  @Test
  void agreesWithAnotherImplementation() {
    var random = new Random(1);
    TTest test = TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC);
    for (int i = 0; i < 200; i++) {
      double[] base = random.doubles(5 + i % 4, -3, -1).toArray();
      double[] candidate = random.doubles(5 + i % 4, -3, 0).toArray();

      var welch = test.test(candidate, base);
      assertThat(unpaired(base, candidate).pValue()).isCloseTo(welch.getPValue(), within(1e-9));
      assertThat(unpaired(base, candidate).degreesOfFreedom())
          .isCloseTo(welch.getDegreesOfFreedom(), within(1e-9));
      assertThat(paired(base, candidate).pValue())
          .isCloseTo(test.pairedTest(candidate, base).getPValue(), within(1e-9));
    }
  }

  @Test
  void equalConstantsDoNotDiffer() {
    double[] zeros = new double[5];
    double[] thirds = {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};
    double[] moreThirds = {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};

    assertThat(paired(zeros, zeros).pValue()).isEqualTo(1);
    assertThat(unpaired(zeros, new double[7]).pValue()).isEqualTo(1);
    assertThat(unpaired(zeros, new double[7]).interval95())
        .isEqualTo(new Difference.Interval(0, 0));
    assertThat(paired(thirds, thirds).pValue()).isEqualTo(1);
    assertThat(unpaired(thirds, moreThirds).pValue()).isGreaterThan(0.999);
  }

  @Test
  void constantsThatDifferDoSoBeyondTheLastDigitStored() {
    double[] base = {231, 231, 231, 231, 231};

    assertThat(paired(base, new double[] {254, 254, 254, 254, 254}).pValue()).isLessThan(1e-12);
    assertThat(unpaired(base, new double[] {254, 254, 254, 254, 254}).pValue()).isLessThan(1e-12);
    double lastDigit = 231.001;
    double[] rounded = {lastDigit, lastDigit, lastDigit, lastDigit, lastDigit};
    assertThat(paired(base, rounded).pValue()).isGreaterThan(0.5);
    assertThat(unpaired(base, rounded).pValue()).isGreaterThan(0.5);
  }

  @Test
  void oneFigureOfZeroMakesTheDifferencePlain() {
    var d = paired(new double[] {0, 1, 2, 3, 4}, new double[] {1, 1, 2, 3, 4});

    assertThat(d.relative()).isFalse();
    assertThat(d.value()).isCloseTo(0.2, within(1e-12));
  }
}
