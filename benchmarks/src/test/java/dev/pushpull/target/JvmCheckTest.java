package dev.pushpull.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmCheckTest {

  @Test
  void keepsTheOneLineThatTells() {
    String said =
        """
        NOTE: Picked up JDK_JAVA_OPTIONS: -XX:+Nope
        Picked up JAVA_TOOL_OPTIONS: -XX:+Nope
        Unrecognized VM option 'Nope'
        Error: Could not create the Java Virtual Machine.
        Error: A fatal exception has occurred. Program will exit.
        """;
    assertThat(JvmCheck.why(said, 1)).startsWith("Unrecognized VM option 'Nope'").hasLineCount(1);
  }

  @Test
  void saysWhatTooLittleMemoryIs() {
    String said =
        """
        Error occurred during initialization of VM
        Could not reserve enough space for 524288KB object heap
        """;
    assertThat(JvmCheck.why(said, 1))
        .startsWith("Could not reserve enough space for 524288KB object heap");
    assertThat(JvmCheck.why("", 137))
        .startsWith("exit code 137; it was killed, perhaps for lack of memory");
  }

  @Test
  void whatItSaidIsPrintableAndCut() {
    assertThat(JvmCheck.why("\u001b[2J" + "x".repeat(3_000_000), 1))
        .startsWith("\ufffd[2Jxxx")
        .hasSizeLessThan(1_000);
  }
}
