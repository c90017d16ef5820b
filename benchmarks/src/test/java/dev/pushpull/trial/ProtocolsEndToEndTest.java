package dev.pushpull.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.result.ServerInfo.TlsInfo;
import dev.pushpull.result.TrialResult;
import dev.pushpull.result.Validity.Verdict;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.testkit.Trials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    var workload = new Workload(Arrivals.parse("poisson:20/s"), 4, SUBSCRIBERS, 64, protocol);
    List<TrialSpec> specs =
        Arrays.stream(strategies.split(" "))
            .map(strategy -> Trials.spec(strategy, workload, WINDOW))
            .toList();
    for (TrialResult result : Trials.runAtOnce(specs, folder)) {
      String strategy = result.strategy();
      assertThat(Trials.unexplained(result)).as(strategy).isEmpty();
      assertThat(result.validity().verdict())
          .as(strategy + result.validity())
          .isNotEqualTo(Verdict.INVALID);
      assertThat(result.counts().updates().delivered()).as(strategy).isPositive();
      assertThat(audited(result, "TLS handshakes"))
          .as(strategy)
          .isEqualTo(protocol.isTls() ? SUBSCRIBERS : 0);
      assertThat(result.server().tls()).as(strategy).isEqualTo(expected(protocol));
    }
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
}
