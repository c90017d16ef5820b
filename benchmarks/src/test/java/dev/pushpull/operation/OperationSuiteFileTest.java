package dev.pushpull.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windw: 5s|mine.yaml line 6: unknown key 'windw'; known keys are name, seed, operations,"
            + " forks, warmup, measurement",
        "forks: 3\\nforks: 2|mine.yaml line 7: key 'forks' is given twice",
        "forks: 0|mine.yaml line 6: key 'forks': forks must be 1 to 100, but is 0",
        "forks: two|mine.yaml line 6: key 'forks': forks must be a whole number, but is 'two'",
        "warmup: 5|mine.yaml line 6: key 'warmup': iterations must be COUNTxTIME, such as 5x500ms,"
            + " but are '5'",
        "warmup: 5x|mine.yaml line 6: key 'warmup': expected a duration such as 250ms, 2s or 1m,"
            + " but got ''",
        "measurement: 0x1s|mine.yaml line 6: key 'measurement': measurement must have at least 1"
            + " iteration, but has 0",
        "measurement: 20000x1s|mine.yaml line 6: key 'measurement': iterations must be 0 to 10000,"
            + " but are 20000",
        "seed: 1.5|mine.yaml line 6: key 'seed': seed must be a whole number, but is '1.5'",
        "'  - benchmark: A'|mine.yaml line 6: key 'benchmark': benchmark must be CLASS.METHOD, but"
            + " is 'A'",
        "'  - params: {a: 1}'|mine.yaml line 6: key 'benchmark' is missing",
        "'  - {benchmark: A.b, params: [a]}'|mine.yaml line 6: expected keys with values, but found"
            + " a list",
        "'  - {benchmark: A.b, params: {a: []}}'|mine.yaml line 6: key 'a' must be a list with at"
            + " least one entry, but is empty",
        "'  - {benchmark: A.b, param: {a: 1}}'|mine.yaml line 6: unknown key 'param'; known keys"
            + " are benchmark, params, forks, warmup, measurement",
        "'  - {benchmark: A.one, params: {payload: 64, protocol: h1}}'|mine.yaml line 1: duplicate"
            + " operation: A.one payload=64 protocol=h1",
      })
  void namesFileLineKeyAndValue(String line, String message) {
    String more = line.replace("\\n", "\n") + "\n";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperationSuiteFile.parse("mine.yaml", GOOD + more))
        .withMessage(message);
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
