package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.measure.RequestLog;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.target.Target;
import dev.pushpull.testkit.Trials;
import dev.pushpull.trial.feed.FeedTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Paces other than the fixed one, against a real server JVM: nothing is lost in counting, and every
 * request was due when the pace says.
 */
@Tag("alone")
class PacesEndToEndTest {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int SUBSCRIBERS = 8;

  @TempDir Path folder = Path.of("");

  private record Run(TrialResult result, List<RequestLog> logs) {}

  private Run run(String strategy, String arrivals) throws Exception {
    TrialSpec spec = Trials.spec(strategy, arrivals, 4, SUBSCRIBERS, Duration.ofSeconds(2));
    try (var server = Target.open(spec, folder.resolve("server.log"));
        var stack = new OkHttpEngine(Carrier.PLAIN)) {
      var feeds = new FeedTrial(spec, server);
      TrialResult result = Trials.live(spec, server, stack, feeds);
      assertSound(result);
      return new Run(result, feeds.probes().stream().map(probe -> probe.requests).toList());
    }
  }

  private static void assertSound(TrialResult result) {
    var counts = result.counts();
    assertThat(result.audit()).isNotEmpty();
    assertThat(Trials.unexplained(result)).as(result.strategy()).isEmpty();
    assertThat(result.validity().verdict()).isNotEqualTo(Verdict.INVALID);
    assertThat(counts.errors()).isZero();
    assertThat(counts.updates().undelivered()).isZero();
    assertThat(counts.updates().ended()).isEqualTo(counts.updates().published());
    assertThat(counts.updates().published()).isPositive();
    assertThat(counts.exchanges().polls()).isEqualTo(counts.exchanges().sent()).isPositive();
    assertThat(result.times().requestLatencyMs().corrected().samples())
        .isEqualTo(counts.exchanges().dueTicks());
    assertThat(result.times().scheduleLagMs().samples())
        .isEqualTo(counts.exchanges().dueTicks() - counts.exchanges().missedTicks());
  }

  @Test
  void jitteredGapsLieAroundTheInterval() throws Exception {
    Run run = run("poll@200ms~20%", "poisson:20/s");
    for (RequestLog log : run.logs()) {
      for (int i = 1; i < log.size(); i++) {
        // A tick that was missed makes one gap of two.
        assertThat(log.dueAt(i) - log.dueAt(i - 1)).isGreaterThanOrEqualTo(160 * MS);
        assertThat(log.startedAt(i)).isGreaterThanOrEqualTo(log.dueAt(i));
      }
    }
    // Within 2 s fall 8 to 13 gaps of 160 to 240 ms.
    assertThat(run.result().counts().exchanges().dueTicks())
        .isBetween(SUBSCRIBERS * 8L, SUBSCRIBERS * 13L);
  }

  @Test
  void backOffDoublesWhileNothingIsNewAndBeginsAgainWithNews() throws Exception {
    Run run = run("backoff@50ms..400ms", "poisson:3/s");
    assertDelays(run, (before, fresh) -> fresh ? 50 * MS : Math.min(400 * MS, 2 * before));
  }

  @Test
  void adaptiveHalvesWithNewsAndDoublesWithoutAny() throws Exception {
    Run run = run("conditional-adaptive@50ms..400ms", "poisson:3/s");
    assertDelays(
        run,
        (before, fresh) -> fresh ? Math.max(50 * MS, before / 2) : Math.min(400 * MS, 2 * before));
  }

  @Test
  void hintedAsksAgainWhenTheServerSays() throws Exception {
    Run run = run("hinted", "poisson:2/s");
    assertDelays(run, (_, _) -> 1_000 * MS);
  }

  private interface Rule {
    long delayNanos(long before, boolean fresh);
  }

  /** From an answer until the next request is due, which the answer decides to the nanosecond. */
  private static void assertDelays(Run run, Rule rule) {
    assertThat(run.result().counts().exchanges().missedTicks()).isZero();
    int fresh = 0;
    int empty = 0;
    for (RequestLog log : run.logs()) {
      for (int i = 2; i < log.size(); i++) {
        assertThat(log.startedAt(i)).isGreaterThanOrEqualTo(log.dueAt(i));
        assertThat(delay(log, i))
            .isEqualTo(rule.delayNanos(delay(log, i - 1), !log.isEmpty(i - 1)));
        fresh += log.isEmpty(i - 1) ? 0 : 1;
        empty += log.isEmpty(i - 1) ? 1 : 0;
      }
    }
    assertThat(fresh).isPositive();
    assertThat(empty).isPositive();
  }

  private static long delay(RequestLog log, int index) {
    return log.dueAt(index) - log.completedAt(index - 1);
  }
}
