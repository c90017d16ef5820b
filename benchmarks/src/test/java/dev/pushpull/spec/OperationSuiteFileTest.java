package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.OperationSpec.Iterations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationSuiteFileTest {

  private static final String GOOD =
      """
      name: mine
      operations:
        - benchmark: [A.one, A.two]
          params: {payload: [0, 64], protocol: h1}
          warmup: 1x50ms
      """;

  @Test
  void crossesBenchmarksWithTheValuesOfTheirParameters() {
    OperationSuite suite = OperationSuiteFile.parse("mine.yaml", GOOD);

    assertThat(suite.operations())
        .extracting(operation -> operation.id() + " " + operation.label())
        .containsExactly(
            "001 A.one payload=0 protocol=h1",
            "002 A.one payload=64 protocol=h1",
            "003 A.two payload=0 protocol=h1",
            "004 A.two payload=64 protocol=h1");
    OperationSpec first = suite.operations().getFirst();
    assertThat(first.warmup()).isEqualTo(new Iterations(1, Duration.ofMillis(50)));
    assertThat(first.measurement()).isEqualTo(new Iterations(5, Duration.ofMillis(500)));
    assertThat(first.forks()).isEqualTo(1);
    assertThat(suite.seed()).isEqualTo(1);
  }

  @Test
  void whatAnOperationSaysWinsOverTheSuite() {
    OperationSuite suite =
        OperationSuiteFile.parse(
            "mine.yaml",
            """
            name: mine
            seed: -7
            forks: 3
            measurement: 2x1s
            operations:
              - benchmark: A.one
              - {benchmark: A.two, forks: 2, measurement: 9x10ms}
            """);

    assertThat(suite.seed()).isEqualTo(-7);
    assertThat(suite.operations()).extracting(OperationSpec::forks).containsExactly(3, 2);
    assertThat(suite.operations())
        .extracting(operation -> operation.measurement().toString())
        .containsExactly("2x1s", "9x10ms");
    assertThat(suite.operations().getFirst().params()).isEqualTo(Map.of());
  }

  @Test
  void tellsASuiteOfOperationsFromASweep(@TempDir Path temp) throws Exception {
    Path operations = Files.writeString(temp.resolve("o.yaml"), GOOD);
    Path sweep = Files.writeString(temp.resolve("s.yaml"), "name: x\nstrategies: [sse]\n");

    assertThat(OperationSuiteFile.isOne("op-quick")).isTrue();
    assertThat(OperationSuiteFile.isOne("op-full")).isTrue();
    assertThat(OperationSuiteFile.isOne(operations.toString())).isTrue();
    assertThat(OperationSuiteFile.isOne("quick")).isFalse();
    assertThat(OperationSuiteFile.isOne(sweep.toString())).isFalse();
    assertThat(OperationSuiteFile.isOne(temp.resolve("none.yaml").toString())).isFalse();
  }

  @Test
  void theFullSuiteHasTwoForksOfEachAtLeast() {
    assertThat(OperationSuiteFile.load("op-full").operations())
        .allMatch(operation -> operation.forks() >= 2);
  }

  /** On a quiet machine it must end within 3 minutes, of which the plan's estimate leaves some. */
  @Test
  void theQuickSuiteIsPlannedToTakeUnderThreeMinutes() {
    Duration planned = OperationFork.estimate(OperationSuiteFile.load("op-quick").forks());

    assertThat(planned).isLessThan(Duration.ofSeconds(170));
  }

  /** JMH's 99.9 % interval of three iterations is 31.6 standard errors to each side, of six 6.9. */
  @Test
  void theQuickSuiteMeasuresOftenEnoughForAnInterval() {
    assertThat(OperationSuiteFile.load("op-quick").operations())
        .allMatch(operation -> operation.measurement().count() >= 5);
  }

  @ParameterizedTest
  @CsvSource({
    "RoundTrip.pollNew,h1,7500", // 9 × 250 ms of floor, 3.75 s of iterations
    "RoundTrip.pollNew,h2,5250",
    "Connect.poll,h1-tls,7500",
    "Connect.upgrade,h1,5826", // 9 × 64 ms of opening
    "Delivery.delivery,h1,6750", // 1.5 s of burning in
    "HarnessCost.nextPollFixed,,5250",
  })
  void anEstimateHoldsWhatRunsBesideTheIterations(
      String benchmark, @Nullable String protocol, long millis) {
    Map<String, String> params = protocol == null ? Map.of() : Map.of("protocol", protocol);
    var spec =
        new OperationSpec(
            "001",
            benchmark,
            params,
            1,
            new Iterations(3, Duration.ofMillis(250)),
            new Iterations(6, Duration.ofMillis(500)));

    assertThat(new OperationFork(spec, 1).estimate()).isEqualTo(Duration.ofMillis(millis));
  }
}
