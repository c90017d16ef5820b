package dev.pushpull.sut.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain ≥ – ü 測 🐌 <&>  | plain ≥ – ü 測 🐌 <&>
          a\\nb\\tc\\rd           | a b c d
          \\u001b[31m            | �[31m
          \\u0000 \\u0085 \\u2028  | � � �
          \\u202e \\u200b \\ufeff  | � � �
          \\ud800 \\uffff         | � �
          """)
  void lineHoldsOnlyWhatShowsItself(String escaped, String expected) {
    assertThat(Printable.line(unescaped(escaped))).isEqualTo(expected);
  }

  @Test
  void briefIsOneLineThatEnds() {
    assertThat(Printable.brief("  a\n  b\r\n\nc ")).isEqualTo("a b c");
    assertThat(Printable.brief("x".repeat(Printable.MAX_CHARACTERS)))
        .isEqualTo("x".repeat(Printable.MAX_CHARACTERS));
    assertThat(Printable.brief("\u001b[2J" + "y".repeat(3_000_000)))
        .isEqualTo("\ufffd[2J" + "y".repeat(Printable.MAX_CHARACTERS - 4) + " …");
    assertThat(Printable.brief("\n".repeat(3_000_000) + "z")).isEqualTo(" …");
    assertThat(Printable.brief("🐌".repeat(Printable.MAX_CHARACTERS)))
        .isEqualTo("🐌".repeat(Printable.MAX_CHARACTERS / 2) + " …");
    assertThat(Printable.brief("a" + "🐌".repeat(Printable.MAX_CHARACTERS)))
        .isEqualTo("a" + "🐌".repeat(Printable.MAX_CHARACTERS / 2 - 1) + " …");
  }

  private static String unescaped(String text) {
    String line = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(line)
        .replaceAll(hex -> String.valueOf((char) Integer.parseInt(hex.group(1), 16)));
  }
}
