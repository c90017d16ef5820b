package dev.pushpull.report.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.operation.OperationFigure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationValueTest {

  private static OperationValue of(double value, String unit) {
    return OperationValue.of(new OperationFigure("f", value, 0.5, unit, List.of(1.0, 3.0)));
  }

  @ParameterizedTest
  @CsvSource({
    "2, ns/op, 0.002, us, 2.00 ns",
    "2, us/op, 2, us, 2.00 µs",
    "2, ms/op, 2000, us, 2.00 ms",
    "2, s/op, 2000000, us, 2.00 s",
    "2, us, 2, us, 2.00 µs",
    "2, ops/s, 2, /s, 2.00 /s",
    "2, ops/ms, 2000, /s, 2000 /s",
    "2048, B/op, 2048, B, 2.00 KiB",
    "1.5, '', 1.5, '', 1.50",
    "2, MB/sec, 2, MB/sec, 2.00 MB/sec",
  })
  void everyUnitOfAKindBecomesOne(
      double value, String unit, double told, String toldUnit, String text) {
    OperationValue one = of(value, unit);
    assertThat(one.value()).isCloseTo(told, within(1e-9));
    assertThat(one.unit()).isEqualTo(toldUnit);
    assertThat(one.text()).isEqualTo(text);
  }

  @Test
  void errorAndForksAreScaledToo() {
    OperationValue one = of(2, "ms/op");
    assertThat(one.error()).hasValue(500);
    assertThat(one.least()).isEqualTo(1000);
    assertThat(one.most()).isEqualTo(3000);
  }
}
