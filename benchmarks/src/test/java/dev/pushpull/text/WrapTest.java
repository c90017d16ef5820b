package dev.pushpull.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {

  @Test
  void breaksBetweenWordsAndIndents() {
    assertThat(Wrap.lines("one two three", 9)).containsExactly("one two", "    three");
    assertThat(Wrap.lines("short", 9)).containsExactly("short");
  }

  @Test
  void keepsANumberWithItsUnit() {
    assertThat(Wrap.lines("costs 6.93 % more", 11))
        .containsExactly("costs", "    6.93 %", "    more");
    assertThat(Wrap.lines("takes 28.1 kB/s", 11)).containsExactly("takes", "    28.1 kB/s");
    assertThat(Wrap.lines("with 39 simulated runs", 10)).startsWith("with 39");
  }

  @Test
  void leavesALongWordWhole() {
    assertThat(Wrap.lines("a-very-long-word", 5)).containsExactly("a-very-long-word");
  }
}
