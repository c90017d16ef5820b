package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

  @ParameterizedTest
  @CsvSource({
    "requests<=500/s, REQUESTS, 500",
    "requests <= 0.5/s, REQUESTS, 0.5",
    "bytes<=2MB/s, BYTES, 2000000",
    "bytes<=1.5kB/s, BYTES, 1500",
    "bytes<=4KiB/s, BYTES, 4096",
    "bytes<=1MiB/s, BYTES, 1048576",
    "bytes<=1GiB/s, BYTES, 1073741824",
    "bytes<=900 B/s, BYTES, 900",
    "cpu<=1.5, CPU, 1.5",
    "cpu<=2 cores, CPU, 2",
  })
  void reads(String text, CostKind kind, double perSecond) {
    Budget budget = Budget.parse(text);
    assertThat(budget.kind()).isEqualTo(kind);
    assertThat(budget.perSecond()).isEqualTo(perSecond);
    assertThat(budget).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          requests<=0/s    | budget 'requests<=0/s': requests must be above 0 and at most 1000000000, but is 0
          cpu<=-1          | budget 'cpu<=-1': cpu must be above 0 and at most 10000, but is -1
          cpu<=20000       | budget 'cpu<=20000': cpu must be above 0 and at most 10000, but is 20000
          requests<=500    | budget 'requests<=500': requests must be such as 500/s, but is '500'
          requests<=5MB/s  | budget 'requests<=5MB/s': requests must be such as 500/s, but is '5MB/s'
          bytes<=500/s     | budget 'bytes<=500/s': bytes must be such as 2MB/s, in B, kB, MB, GB, KiB, MiB or GiB, but is '500/s'
          bytes<=2mb/s     | budget 'bytes<=2mb/s': bytes must be such as 2MB/s, in B, kB, MB, GB, KiB, MiB or GiB, but is '2mb/s'
          cpu<=1.5/s       | budget 'cpu<=1.5/s': cpu must be a number of cores, such as 1.5, but is '1.5/s'
          cpu<=much        | budget 'cpu<=much': cpu must be a number of cores, such as 1.5, but is 'much'
          requests<500/s   | budget 'requests<500/s': a budget is an upper limit; write requests<=500/s
          money<=5         | budget 'money<=5': key must be requests, bytes, cpu, but is 'money'
          requests         | a budget must be requests<=N/s, bytes<=N/s or cpu<=CORES, but is 'requests'
          """)
  void refuses(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.parse(text)).withMessage(message);
  }

  @Test
  void refusesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Budget.parse(""))
        .withMessageStartingWith("a budget must be");
  }
}
