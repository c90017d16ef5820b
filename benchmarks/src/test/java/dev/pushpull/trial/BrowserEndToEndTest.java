package dev.pushpull.trial;

import static dev.pushpull.sut.proc.OptionalProgram.CHROMIUM;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.result.AuditCheck;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.testkit.Needs;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page in a real Chromium against a real server JVM: what comes out must be what theory says. */
@Needs(CHROMIUM)
@Tag("alone")
class BrowserEndToEndTest {

  private static final Duration WINDOW = Duration.ofSeconds(8);

  @TempDir Path folder = Path.of("");

  private List<TrialResult> run(Duration window, String... strategies) throws Exception {
    var workload =
        new Workload(Arrivals.parse("poisson:20/s"), 10, 10, 64, Protocol.H1).on(Engine.BROWSER);
    List<TrialResult> results =
        Trials.runAtOnce(
            Arrays.stream(strategies).map(each -> Trials.spec(each, workload, window)).toList(),
            folder);
    for (TrialResult result : results) {
      assertThat(Trials.unexplained(result)).as(result.strategy()).isEmpty();
      assertThat(result.validity().verdict())
          .as(result.strategy() + result.validity())
          .isNotEqualTo(Verdict.INVALID);
      assertThat(result.counts().updates().published()).isPositive();
      assertThat(result.counts().errors()).as(result.strategy()).isZero();
      assertThat(result.workload().label()).endsWith(", browser");
    }
    return results;
  }

  @Test
  void aPageThatPollsIsAsStaleAsTheClosedFormSays() throws Exception {
    TrialResult result = run(WINDOW, "poll@200ms").getFirst();
    var model = result.model();
    double expected = requireNonNull(model.deliveryLatencyMs().value());
    double tolerance = requireNonNull(model.deliveryLatencyMs().tolerance());
    assertThat(expected - requireNonNull(model.delayMs().value())).isCloseTo(100, within(1e-6));
    assertThat(requireNonNull(result.deliveryLatencyMs().mean()))
        .isCloseTo(expected, within(0.05 * expected + tolerance));
    assertThat(result.counts().exchanges().dueTicks()).isBetween(39L, 41L);
    assertThat(audited(result, "requests answered 200"))
        .isGreaterThanOrEqualTo(result.counts().exchanges().polls());
  }

  @Test
  void whatAPageIsToldIsWhatTheServerCounted() throws Exception {
    for (TrialResult result :
        run(Duration.ofSeconds(2), "conditional-poll@200ms", "long-poll", "sse", "websocket")) {
      String strategy = result.strategy();
      assertThat(result.counts().updates().delivered()).as(strategy).isPositive();
      if (!strategy.startsWith("conditional")) {
        assertThat(result.counts().updates().undelivered()).as(strategy).isZero();
      }
      assertThat(audited(result, "updates received = updates sent")).as(strategy).isPositive();
      assertThat(result.overhead().bytes().down()).as(strategy).isPositive();
      assertThat(result.overhead().perSubscriberSecond().clientCpuMicros()).isNull();
      assertThat(result.clock().uncertaintyNanos()).as(strategy).isBetween(1L, 50_000_000L);
    }
  }

  private static long audited(TrialResult result, String name) {
    return result.audit().stream()
        .filter(check -> check.name().equals(name))
        .mapToLong(AuditCheck::left)
        .sum();
  }
}
