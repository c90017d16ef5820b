package dev.pushpull.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0.000001,0",
    "0.00173,0.00173",
    "0.9123,0.912",
    "0.99951,1.00",
    "9.996,10.0",
    "2,2.00",
    "243.4,243",
    "999.6,1000",
    "20444,20400",
    "1234567,1230000",
    "-3.14159,-3.14",
  })
  void threeDigits(double value, String text) {
    assertThat(Numbers.plain(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0017,0.002", "0.0004,0", "0.9166,0.92", "0.05,0.050", "12.345,12.3"})
  void narrowDigits(double value, String text) {
    assertThat(Numbers.narrow(value)).isEqualTo(text);
  }

  @Test
  void chooseTheUnit() {
    assertThat(Numbers.millis(0.9123)).isEqualTo("912 µs");
    assertThat(Numbers.millis(0.99951)).isEqualTo("1.00 ms");
    assertThat(Numbers.millis(243.4)).isEqualTo("243 ms");
    assertThat(Numbers.millis(999.7)).isEqualTo("1.00 s");
    assertThat(Numbers.millis(0)).isEqualTo("0 ms");
    assertThat(Numbers.micros(1_250)).isEqualTo("1.25 ms");
    assertThat(Numbers.bytes(612)).isEqualTo("612 B");
    assertThat(Numbers.bytes(4_219)).isEqualTo("4.12 KiB");
    assertThat(Numbers.bytes(3e6)).isEqualTo("2.86 MiB");
    assertThat(Numbers.percent(0.6321)).isEqualTo("63.2 %");
  }

  @Test
  void wrapsBetweenWords() {
    assertThat(Wrap.lines("one two three four", 9))
        .containsExactly("one two", "    three", "    four");
    assertThat(Wrap.lines("short", 9)).containsExactly("short");
    assertThat(Wrap.lines("unbreakablelong", 9)).containsExactly("unbreakablelong");
  }
}
