package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;

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
}
