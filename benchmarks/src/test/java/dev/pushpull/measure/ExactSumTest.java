package dev.pushpull.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void isTheSumOfBigIntegers() {
    var random = new Random(3);
    var sum = new ExactSum();
    var other = new ExactSum();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >>> (1 + random.nextInt(40));
      long a = random.nextLong() >>> (20 + random.nextInt(20));
      long b = random.nextLong() >>> (20 + random.nextInt(20));
      ExactSum to = random.nextBoolean() ? sum : other;
      to.add(value);
      to.addProduct(a, b);
      expected =
          expected
              .add(BigInteger.valueOf(value))
              .add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    }
    Mergeable.add(sum, other);
    assertThat(sum.toDouble()).isEqualTo(expected.doubleValue());
  }
}
