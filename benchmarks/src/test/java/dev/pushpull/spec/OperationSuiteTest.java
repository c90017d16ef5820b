package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.OperationSpec.Iterations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationSuiteTest {

  private static final Iterations SHORT = new Iterations(1, Duration.ofMillis(50));

  private static OperationSuite suite(long seed, int... forks) {
    List<OperationSpec> operations =
        IntStream.range(0, forks.length)
            .mapToObj(
                i ->
                    new OperationSpec(
                        "%03d".formatted(i + 1), "A.m" + i, Map.of(), forks[i], SHORT, SHORT))
            .toList();
    return new OperationSuite("mine", seed, operations);
  }

  private static List<String> order(OperationSuite suite) {
    return suite.forks().stream().map(f -> f.operation().id() + "/" + f.number()).toList();
  }

  @Test
  void everyOperationHasItsForkInARoundBeforeTheNextBegins() {
    OperationSuite suite = suite(1, 2, 3, 1, 2, 3);

    assertThat(suite.forks())
        .extracting(OperationFork::number)
        .containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3);
    assertThat(order(suite)).doesNotHaveDuplicates().contains("002/3", "005/3", "003/1");
  }

  @Test
  void theSeedSetsTheOrder() {
    assertThat(order(suite(7, 2, 2, 2, 2, 2, 2))).isEqualTo(order(suite(7, 2, 2, 2, 2, 2, 2)));
    assertThat(order(suite(7, 2, 2, 2, 2, 2, 2))).isNotEqualTo(order(suite(8, 2, 2, 2, 2, 2, 2)));
  }

  @Test
  void eachRoundHasAnOrderOfItsOwn() {
    List<String> ids =
        suite(7, 2, 2, 2, 2, 2, 2).forks().stream().map(fork -> fork.operation().id()).toList();

    assertThat(ids.subList(0, 6)).isNotEqualTo(ids.subList(6, 12));
    assertThat(ids.subList(0, 6)).containsExactlyInAnyOrderElementsOf(ids.subList(6, 12));
  }
}
