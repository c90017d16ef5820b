package dev.pushpull.sut.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.testkit.NeedsCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is there or not, where CI is set or not. */
final class NeedsConditionTest {

  private static final Map<String, String> EMPTY = Map.of("PATH", "/nowhere");
  private static final Map<String, String> EMPTY_IN_CI = Map.of("PATH", "/nowhere", "CI", "true");

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void install() throws Exception {
    assertThat(Files.createFile(folder.resolve("wrk")).toFile().setExecutable(true)).isTrue();
  }

  @Test
  void runsWhereTheProgramIs() {
    var environment = Map.of("PATH", folder.toString());
    assertThat(NeedsCondition.decide(OptionalProgram.WRK, environment).isDisabled()).isFalse();
  }

  @Test
  void runsWhereTheProgramIsInCi() {
    var environment = Map.of("PATH", folder.toString(), "CI", "true");
    assertThat(NeedsCondition.decide(OptionalProgram.WRK, environment).isDisabled()).isFalse();
  }

  @Test
  void isSkippedWhereItIsMissingAndTheReasonSaysWhatToDo() {
    var result = NeedsCondition.decide(OptionalProgram.WRK, EMPTY);
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason())
        .contains("missing program wrk: install wrk, or set PUSHPULL_WRK to its path");
  }

  @Test
  void failsWhereItIsMissingInCi() {
    assertThatThrownBy(() -> NeedsCondition.decide(OptionalProgram.WRK, EMPTY_IN_CI))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "wrk is missing, and CI must have it: install wrk, or set PUSHPULL_WRK to its path");
  }
}
