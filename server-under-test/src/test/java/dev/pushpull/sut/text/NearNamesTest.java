package dev.pushpull.sut.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearNamesTest {

  private static final List<String> COMMANDS =
      List.of("run", "report", "compare", "simulate", "tune", "serve", "doctor", "jmh", "help");

  @ParameterizedTest
  @CsvSource({
    "rnu, ; did you mean run?",
    "ru, ; did you mean run?",
    "Run, ; did you mean run?",
    "repotr, ; did you mean report?",
    "sim, ; did you mean simulate?",
    "server, ; did you mean serve?",
    "sprint, ''",
    "xyz, ''",
    "'', ''"
  })
  void hintsAtWhatIsNear(String written, String hint) {
    assertThat(NearNames.hint(written, COMMANDS)).isEqualTo(hint);
  }

  @Test
  void namesTheNearestFirst() {
    assertThat(NearNames.nearest("p59", List.of("max", "p95", "p50", "mean", "p95")))
        .containsExactly("p95", "p50", "max");
  }
}
