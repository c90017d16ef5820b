package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.StartedServer;
import dev.pushpull.testkit.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is stopped or killed at a known moment: the result must show it. */
class ServerFaultsEndToEndTest {

  private static final Duration PROMPTLY = Duration.ofSeconds(8);

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(names = {"OKHTTP", "NETTY"})
  @Tag("alone")
  void aServerThatStandsStillForASecondShowsInTheCorrectedLatencyOnly(Engine engine)
      throws Exception {
    var workload = new Workload(Arrivals.parse("periodic:50/s"), 4, 20, 64, Protocol.H1).on(engine);
    var spec = Trials.spec("poll@50ms", workload, Duration.ofSeconds(5));
    TrialResult result = Trials.run(spec, folder, phase -> onWindow(phase, this::stopForASecond));
    var latency = result.times().requestLatencyMs();
    assertThat(requireNonNull(latency.corrected().p90())).isBetween(400.0, 600.0);
    assertThat(requireNonNull(latency.uncorrected().p90())).isLessThanOrEqualTo(20);
    assertThat(latency.corrected().samples()).isEqualTo(2_000);
    assertThat(result.counts().exchanges().dueTicks()).isEqualTo(2_000);
    assertThat(requireNonNull(result.stalenessMs().distribution().max()))
        .isGreaterThanOrEqualTo(900);
    assertThat(Trials.unexplained(result)).isEmpty();
    assertThat(result.validity().verdict()).isEqualTo(Verdict.SUSPECT);
    assertThat(result.validity().lines())
        .anySatisfy(
            reason -> assertThat(reason).contains("of the polls due were made, below 99 %"));
  }

  private static void onWindow(String phase, Runnable fault) {
    if (phase.equals("window 1")) {
      Thread.ofPlatform().daemon().name("fault").start(fault);
    }
  }

  private void stopForASecond() {
    StartedServer server = StartedServer.of(folder);
    rest(Duration.ofMillis(1_500));
    server.signal("STOP");
    rest(Duration.ofSeconds(1));
    server.signal("CONT");
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aServerThatDiesMakesTheTrialInvalidPromptly() throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var connecting = threads.submit(() -> killedIn("connect", Duration.ZERO));
      var measuring = threads.submit(() -> killedIn("window 1", Duration.ofMillis(500)));
      var draining = threads.submit(() -> killedIn("drain 1", Duration.ZERO));
      assertDied(connecting.get());
      assertDied(measuring.get());
      assertDied(draining.get());
    }
  }

  /** What comes of a trial whose server is killed, and how long after. */
  private record Death(TrialResult result, Duration after) {}

  private Death killedIn(String phase, Duration later) throws IOException, InterruptedException {
    Path own = folder.resolve(phase);
    var spec = Trials.spec("poll@500ms", "periodic:20/s", 2, 10, Duration.ofSeconds(30));
    if (phase.startsWith("drain")) {
      spec = Trials.spec("poll@500ms", "periodic:20/s", 2, 10, Duration.ofSeconds(1));
    }
    long[] killedAt = new long[1];
    TrialResult result =
        Trials.run(
            spec,
            own,
            told -> {
              if (told.equals(phase)) {
                killedAt[0] = System.nanoTime() + later.toNanos();
                kill(own, later);
              }
            });
    return new Death(result, Duration.ofNanos(System.nanoTime() - killedAt[0]));
  }

  private static void kill(Path folder, Duration later) {
    StartedServer server = StartedServer.of(folder);
    if (later.isZero()) {
      server.signal("KILL");
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              rest(later);
              server.signal("KILL");
            });
  }

  private static void assertDied(Death death) {
    assertThat(death.result().validity().verdict()).isEqualTo(Verdict.INVALID);
    assertThat(death.result().validity().lines())
        .singleElement()
        .asString()
        .startsWith("the server died: ");
    assertThat(requireNonNull(death.result().serverLog())).contains("exit code 137");
    assertThat(death.after()).isLessThan(PROMPTLY);
  }
}
