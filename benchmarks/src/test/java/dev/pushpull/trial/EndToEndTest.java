package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real server JVMs, real subscribers, nothing disturbed: what comes out must be what theory says.
 */
@Tag("alone")
class EndToEndTest {

  private static final Duration WINDOW = Duration.ofSeconds(2);

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"poisson:20/s", "periodic:7/s", "burst:5x4/s"})
  void pollsDeliverAsTheOracleExpectsGivenTheLog(String arrivals) throws Exception {
    TrialResult result =
        Trials.run(Trials.spec("poll@100ms", arrivals, 20, 40, WINDOW), folder, phase -> {});
    assertSound(result);
    assertThat(result.counts().updates().published()).isPositive();
    var model = result.model();
    double expected = requireNonNull(model.deliveryLatencyMs().value());
    double tolerance = requireNonNull(model.deliveryLatencyMs().tolerance());
    assertThat(requireNonNull(result.deliveryLatencyMs().mean()))
        .isCloseTo(expected, within(0.03 * expected + 0.5 + tolerance));
    assertThat(expected - requireNonNull(model.delayMs().value())).isCloseTo(50, within(1e-6));
  }

  @Test
  void pushLosesNothingAndAllTrialsOfARepeatSeeTheSameArrivals() throws Exception {
    List<TrialResult> results =
        Trials.runAtOnce(
            Stream.of(
                    "websocket",
                    "websocket",
                    "sse",
                    "long-poll",
                    "raw-websocket",
                    "conditional-poll@100ms")
                .map(each -> Trials.spec(each, "poisson:20/s", 4, 8, Duration.ofSeconds(1)))
                .toList(),
            folder);
    for (TrialResult result : results) {
      assertSound(result);
      assertThat(result.counts().updates().undelivered()).as(result.strategy()).isZero();
      assertThat(result.counts().updates().delivered()).as(result.strategy()).isPositive();
      assertThat(result.arrivalsDigest()).isEqualTo(results.getFirst().arrivalsDigest());
    }
    assertThat(results.getFirst().arrivalsDigest()).matches("[0-9a-f]{8}");
  }

  private static void assertSound(TrialResult result) {
    assertThat(result.audit()).as(result.strategy()).isNotEmpty();
    assertThat(Trials.unexplained(result)).as(result.strategy()).isEmpty();
    assertThat(result.validity().verdict())
        .as(result.strategy() + result.validity())
        .isNotEqualTo(Verdict.INVALID);
  }
}
