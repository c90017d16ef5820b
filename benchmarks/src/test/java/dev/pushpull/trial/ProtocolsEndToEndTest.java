package dev.pushpull.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ServerInfo.TlsInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole trials over each protocol: every byte that one side counted was counted by the other, and
 * what a protocol saves shows. Nothing here hangs on speed, so the trials share the machine.
 */
class ProtocolsEndToEndTest {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int SUBSCRIBERS = 8;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource
  void theAuditHoldsToTheByte(Protocol protocol) throws Exception {
    Map<String, TrialResult> results =
        runAll(protocol, 64, "poll@100ms", "long-poll", "sse", "websocket", "raw-websocket");
    assertThat(results).isNotEmpty();
    results.forEach(
        (strategy, result) -> {
          assertThat(Trials.unexplained(result)).as(strategy).isEmpty();
          assertThat(result.validity().verdict())
              .as(strategy + result.validity())
              .isNotEqualTo(Verdict.INVALID);
          assertThat(result.counts().delivered()).as(strategy).isPositive();
          assertThat(audited(result, "TLS handshakes"))
              .as(strategy)
              .isEqualTo(protocol.isTls() ? SUBSCRIBERS : 0);
          assertThat(result.server().tls()).as(strategy).isEqualTo(expected(protocol));
        });
  }

  private static @Nullable TlsInfo expected(Protocol protocol) {
    return protocol.isTls()
        ? new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384", protocol.isHttp2() ? "h2" : "http/1.1")
        : null;
  }

  @Test
  void aPollMovesFewerBytesOverHttp2() throws Exception {
    double h1 = bytesPerPoll(Protocol.H1);
    double h2c = bytesPerPoll(Protocol.H2C);
    double h1Tls = bytesPerPoll(Protocol.H1_TLS);
    double h2 = bytesPerPoll(Protocol.H2);
    assertThat(h2c / h1).isBetween(0.3, 0.8);
    assertThat(h2 / h1Tls).isBetween(0.3, 0.85);
    assertThat(h1Tls).isGreaterThan(h1);
    assertThat(h2).isGreaterThan(h2c);
  }

  private double bytesPerPoll(Protocol protocol) throws Exception {
    TrialResult result = run(protocol, 64, "poll@50ms");
    return requireNonNull(result.overhead().bytesPerSubscriberSecond())
        / requireNonNull(result.overhead().requestsPerSubscriberSecond());
  }

  @Test
  void deflateMakesMessagesSmaller() throws Exception {
    double plain = bytesPerMessage(Protocol.H1);
    double deflated = bytesPerMessage(Protocol.H1_DEFLATE);
    // Six bits of each payload character are random, and all else repeats.
    assertThat(plain).isBetween(4_000.0, 4_300.0);
    assertThat(deflated / plain).isBetween(0.70, 0.85);
  }

  private double bytesPerMessage(Protocol protocol) throws Exception {
    TrialResult result = run(protocol, 4_000, "websocket");
    return requireNonNull(result.overhead().bytesPerSubscriberSecond())
        / requireNonNull(result.overhead().messagesPerSubscriberSecond());
  }

  private static long audited(TrialResult result, String name) {
    return result.audit().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .left();
  }

  private TrialResult run(Protocol protocol, int payload, String strategy) throws Exception {
    return requireNonNull(runAll(protocol, payload, strategy).get(strategy));
  }

  private Map<String, TrialResult> runAll(Protocol protocol, int payload, String... strategies)
      throws Exception {
    var workload = new Workload(Arrivals.parse("poisson:20/s"), 4, SUBSCRIBERS, payload, protocol);
    var results = new LinkedHashMap<String, TrialResult>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running = new LinkedHashMap<String, Future<TrialResult>>();
      for (String strategy : strategies) {
        if (protocol.refusal(Strategy.parse(strategy)).isEmpty()) {
          Path own = folder.resolve(protocol + strategy);
          var spec = Trials.spec(strategy, workload, WINDOW);
          running.put(strategy, threads.submit(() -> Trials.run(spec, own, phase -> {})));
        }
      }
      for (var trial : running.entrySet()) {
        results.put(trial.getKey(), trial.getValue().get());
      }
    }
    return results;
  }
}
