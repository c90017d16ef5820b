package dev.pushpull.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.operation.FigureNames;
import dev.pushpull.operation.ForkRecord;
import dev.pushpull.operation.OperationFigure;
import dev.pushpull.operation.OperationResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.OperationSpec;
import dev.pushpull.spec.OperationSpec.Iterations;
import dev.pushpull.suite.Benchmarks.Known;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/** Forks of one operation, made by hand, become one result. */
class OperationResultsTest {

  private static final Iterations ONCE = new Iterations(1, Duration.ofMillis(50));
  private static final OperationSpec SPEC =
      new OperationSpec("001", "FanOut.sse", Map.of("receivers", "10"), 2, ONCE, ONCE);
  private static final Known KNOWN =
      new Known("FanOut.sse", "dev.pushpull.suite.op.FanOut.sse", "ss", "us/op", Map.of());
  private static final ForkRecord WELL = new ForkRecord(null, 1_000, 0);

  private static ScalarResult figure(String name, double value) {
    return new ScalarResult(name, value, "B/op", AggregationPolicy.AVG);
  }

  private static Histogram histogram(int samples, long nanos) {
    var histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, samples);
    return histogram;
  }

  private static StoredForks.Outcome fork(
      Map<String, Histogram> histograms, ScalarResult... figures) {
    return new StoredForks.Outcome(WELL, Optional.of(JmhForks.fork("sse", figures)), histograms);
  }

  private static OperationFigure figure(OperationResult result, String name) {
    return result.figure(name).orElseThrow(() -> new AssertionError("no " + name));
  }

  @Test
  void jmhsFiguresAreMeansWithEachForkBeside() {
    OperationResult result =
        OperationResults.of(
            SPEC,
            KNOWN,
            List.of(
                fork(Map.of(), figure("gc.alloc.rate.norm", 100)),
                fork(Map.of(), figure("gc.alloc.rate.norm", 300))));

    OperationFigure allocation = figure(result, FigureNames.ALLOCATION);
    assertThat(allocation.value()).isEqualTo(200);
    assertThat(allocation.perFork()).containsExactly(100.0, 300.0);
    assertThat(allocation.unit()).isEqualTo("B/op");
    assertThat(result.score().value()).isEqualTo(7_000);
    assertThat(result.score().perFork()).containsExactly(7_000.0, 7_000.0);
    assertThat(result.score().unit()).isEqualTo("ms/op");
    assertThat(result.validity().verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void anOperationsOwnAllocationTakesThePlaceOfJmhs() {
    OperationResult result =
        OperationResults.of(
            SPEC,
            KNOWN,
            List.of(fork(Map.of(), figure("gc.alloc.rate.norm", 900), figure("allocation", 100))));

    assertThat(figure(result, FigureNames.ALLOCATION).value()).isEqualTo(100);
    assertThat(result.figures()).hasSize(1);
  }

  @Test
  void percentilesAreOfAllForksHistogramsTogether() {
    var first = Map.of("latency", histogram(200, 10_000), "floor", histogram(200, 8_000));
    var second = Map.of("latency", histogram(100, 30_000), "floor", histogram(100, 10_000));
    OperationResult result =
        OperationResults.of(
            SPEC,
            KNOWN,
            List.of(
                fork(first, figure("latency.p50", 555)), fork(second, figure("latency.p50", 777))));

    OperationFigure median = figure(result, FigureNames.LATENCY + "p50");
    assertThat(median.perFork().get(0)).isCloseTo(10, within(0.02));
    assertThat(median.perFork().get(1)).isCloseTo(30, within(0.05));
    assertThat(median.value()).isCloseTo(10, within(0.02));
    assertThat(figure(result, FigureNames.LATENCY + "p90").value()).isCloseTo(30, within(0.05));
    OperationFigure most = figure(result, FigureNames.LATENCY + "max");
    assertThat(most.value()).isEqualTo(most.most()).isCloseTo(30, within(0.05));
    assertThat(median.error()).isNull();
    assertThat(median.unit()).isEqualTo("us");
    assertThat(figure(result, FigureNames.FLOOR_RATIO).perFork().get(1)).isCloseTo(3, within(0.01));
    assertThat(figure(result, FigureNames.FLOOR_RATIO).value()).isCloseTo(1.25, within(0.01));
    assertThat(result.figures())
        .filteredOn(figure -> figure.name().equals("latency.p50"))
        .hasSize(1);
  }

  @Test
  void aPercentileWithTooFewSamplesInSomeForkIsLeftOut() {
    var many = Map.of("latency", histogram(1_000, 10_000));
    var few = Map.of("latency", histogram(999, 10_000));

    assertThat(
            OperationResults.of(SPEC, KNOWN, List.of(fork(many), fork(few))).figure("latency.p99"))
        .isEmpty();
    assertThat(
            OperationResults.of(SPEC, KNOWN, List.of(fork(many), fork(many))).figure("latency.p99"))
        .isPresent();
  }

  @Test
  void aFanOutSaysWhatOneReceiverCosts() {
    var histograms = new LinkedHashMap<String, Histogram>();
    histograms.put("first", histogram(40, 100_000));
    histograms.put("median", histogram(40, 200_000));
    histograms.put("last", histogram(40, 400_000));
    OperationResult result =
        OperationResults.of(SPEC, KNOWN, List.of(fork(histograms), fork(histograms)));

    assertThat(figure(result, FigureNames.FIRST).value()).isCloseTo(100, within(0.2));
    assertThat(figure(result, FigureNames.LAST).value()).isCloseTo(400, within(0.5));
    assertThat(figure(result, FigureNames.PER_RECEIVER).value()).isCloseTo(40, within(0.05));
  }

  @Test
  void aFloorAboveItsOperationIsNone() {
    var wrong = Map.of("latency", histogram(200, 8_000), "floor", histogram(200, 10_000));
    OperationResult result = OperationResults.of(SPEC, KNOWN, List.of(fork(wrong), fork(wrong)));

    assertThat(result.validity().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.validity().lines().getFirst())
        .startsWith("floor is not a floor: the operation's median is 0.80");
  }

  /** Merged medians: 10 µs ÷ 8 µs; of the second fork alone 7 µs ÷ 8 µs. */
  @Test
  void oneForkBelowItsFloorIsSuspectOnly() {
    var right = Map.of("latency", histogram(300, 10_000), "floor", histogram(300, 8_000));
    var noisy = Map.of("latency", histogram(200, 7_000), "floor", histogram(200, 8_000));
    OperationResult result = OperationResults.of(SPEC, KNOWN, List.of(fork(right), fork(noisy)));

    assertThat(result.validity().verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(result.validity().lines().getFirst())
        .startsWith("in one fork the floor is not a floor: the operation's median is 0.87");
  }

  @ParameterizedTest
  @CsvSource({
    "RoundTrip.pollNew,h1,SUSPECT",
    "RoundTrip.webSocketEcho,h1-tls,SUSPECT",
    "RoundTrip.webSocketEcho,h1+deflate,VALID",
    "RoundTrip.pollNew,h2,VALID",
    "Connect.poll,h1,SUSPECT",
    "Connect.pollResumed,h1-tls,SUSPECT",
    "Connect.poll,h2c,VALID",
    "Connect.upgrade,h1,VALID",
    "Delivery.delivery,h1,VALID",
  })
  void aFloorThatIsMissingIsTold(String benchmark, String protocol, Verdict verdict) {
    var spec = new OperationSpec("001", benchmark, Map.of("protocol", protocol), 1, ONCE, ONCE);
    var timed = Map.of("latency", histogram(200, 10_000));
    OperationResult result = OperationResults.of(spec, KNOWN, List.of(fork(timed)));

    assertThat(result.validity().verdict()).isEqualTo(verdict);
    assertThat(result.validity().lines())
        .isEqualTo(verdict == Verdict.VALID ? List.of() : List.of("no floor was measured"));
  }

  @Test
  void aForkThatFailedMakesAllInvalidAndKeepsWhatTheOtherMeasured() {
    var failed =
        new StoredForks.Outcome(new ForkRecord("no server", 100, 0), Optional.empty(), Map.of());
    OperationResult half =
        OperationResults.of(SPEC, KNOWN, List.of(fork(Map.of(), figure("a", 1)), failed));
    OperationResult none = OperationResults.of(SPEC, KNOWN, List.of(failed, failed));

    assertThat(half.validity().lines()).containsExactly("fork 2 of 2: no server");
    assertThat(half.score().perFork()).hasSize(1);
    assertThat(none.validity().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(none.score()).isEqualTo(new OperationFigure("score", 0, null, "us/op", List.of()));
    assertThat(none.mode()).isEqualTo("ss");
  }

  @Test
  void aHostThatTakesProcessorTimeAwayMakesItSuspect() {
    var robbed =
        new StoredForks.Outcome(
            new ForkRecord(null, 100, 0.031), Optional.of(JmhForks.fork("sse", 1)), Map.of());

    assertThat(OperationResults.of(SPEC, KNOWN, List.of(robbed)).validity().lines())
        .containsExactly("3.1 % of processor time went to other guests of the host, above 2 %");
  }
}
