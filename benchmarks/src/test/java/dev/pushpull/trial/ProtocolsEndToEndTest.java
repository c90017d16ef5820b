package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ServerInfo.TlsInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole trials over each protocol: every byte that one side counted was counted by the other.
 * Nothing here hangs on speed, so the trials share the machine.
 */
@Tag("alone")
class ProtocolsEndToEndTest {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int SUBSCRIBERS = 8;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "H1_TLS, poll@100ms websocket raw-websocket",
    "H2, conditional-poll@100ms long-poll sse",
    "H2C, poll@100ms sse",
    "H1_DEFLATE, websocket",
    "H1_TLS_DEFLATE, websocket"
  })
  void theAuditHoldsToTheByte(Protocol protocol, String strategies) throws Exception {
    Map<String, TrialResult> results = runAtOnce(protocol, strategies.split(" "));
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

  private static long audited(TrialResult result, String name) {
    return result.audit().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .left();
  }

  private Map<String, TrialResult> runAtOnce(Protocol protocol, String... strategies)
      throws Exception {
    var workload = new Workload(Arrivals.parse("poisson:20/s"), 4, SUBSCRIBERS, 64, protocol);
    var results = new LinkedHashMap<String, TrialResult>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running = new LinkedHashMap<String, Future<TrialResult>>();
      for (String strategy : strategies) {
        Path own = folder.resolve(strategy);
        var spec = Trials.spec(strategy, workload, WINDOW);
        running.put(strategy, threads.submit(() -> Trials.run(spec, own, phase -> {})));
      }
      for (var trial : running.entrySet()) {
        results.put(trial.getKey(), trial.getValue().get());
      }
    }
    return results;
  }
}
