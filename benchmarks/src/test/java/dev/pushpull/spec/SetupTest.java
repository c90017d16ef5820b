package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.run.SpecJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {

  private static final Setup OTHER = new Setup(128, 50, Duration.ofSeconds(60));

  private static SweepSpec changed() {
    var options =
        Map.of("server-heap", "128", "connects-per-second", "50", "connect-timeout", "60s");
    return new Overrides(options, List.of()).applyTo(SuiteFile.load("quick"));
  }

  @Test
  void isSetByOptionsAndKeptWhateverElseIsSet() {
    assertThat(changed().setup()).isEqualTo(OTHER);
    var others = Map.of("window", "3s", "repeats", "2", "seed", "5", "subscribers", "7");
    assertThat(new Overrides(others, List.of()).applyTo(changed()).setup()).isEqualTo(OTHER);
  }

  @Test
  void isSetByASuite() {
    String suite =
        """
        name: mine
        strategies: [sse]
        server-heap: 128
        connects-per-second: 50
        connect-timeout: 60s
        """;
    assertThat(SuiteFile.parse("mine.yaml", suite).setup()).isEqualTo(OTHER);
  }

  @Test
  void isStoredWhereItIsNotTheUsual() throws Exception {
    assertThat(SpecJson.sweep(SpecJson.of(changed()), Path.of("")).setup()).isEqualTo(OTHER);
    assertThat(SpecJson.of(SuiteFile.load("quick")).has("setup")).isFalse();
    assertThat(SpecJson.sweep(SpecJson.of(SuiteFile.load("quick")), Path.of("")).setup())
        .isEqualTo(Setup.USUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server-heap         | 63    | --server-heap: server-heap must be 64 to 65536, but is 63
          connects-per-second | 0     | --connects-per-second: connects-per-second must be 1 to 100000, but is 0
          connect-timeout     | 500ms | --connect-timeout: connect-timeout must be 1s to 10min, but is 500ms
          """)
  void boundsAreNamed(String option, String value, String message) {
    var overrides = new Overrides(Map.of(option, value), List.of());
    assertThatThrownBy(() -> overrides.applyTo(SuiteFile.load("quick")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
