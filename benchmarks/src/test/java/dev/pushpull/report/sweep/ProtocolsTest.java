package dev.pushpull.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.report.page.ReportPage;
import dev.pushpull.result.RunResults;
import dev.pushpull.spec.SuiteFile;
import dev.pushpull.testkit.SampleRun;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolsTest {

  private static final String DIFFERENT =
      "This run used several protocols (h1 and h2): figures of different protocols differ by the"
          + " protocol as well as by the strategy.";
  private static final String WEB_SOCKET =
      "WebSocket runs over HTTP/1.1 here (h1), even where requests use HTTP/2 (h2), because the"
          + " server does not support WebSocket over HTTP/2 (RFC 8441). So comparing polling over"
          + " HTTP/2 with WebSocket compares two protocols as well.";

  private static RunResults run(String yaml) {
    return SampleRun.of(SuiteFile.parse("s.yaml", yaml));
  }

  private static RunResults pollsOverTwoAndWebSocket() {
    return run(
        """
        name: s
        strategies: [poll@1s, websocket]
        also:
          - strategies: [poll@1s, sse]
            protocol: h2
        """);
  }

  @Test
  void aRunOverOneProtocolNeedsNoWord() {
    assertThat(Protocols.notes(Rows.of(SampleRun.quick()).values())).isEmpty();
  }

  @Test
  void pollsOverHttp2AndWebSocketAreSaidToBeDifferentProtocols() {
    assertThat(Protocols.notes(Rows.of(pollsOverTwoAndWebSocket()).values()))
        .hasSize(3)
        .startsWith(DIFFERENT, WEB_SOCKET)
        .last()
        .asString()
        .matches(
            "A request of poll@1s and its response took [0-9.]+ B over h\\d and [0-9.]+ B over"
                + " h\\d; a WebSocket frame header is 2 to 14 B\\.");
  }

  @Test
  void withoutWebSocketNothingIsSaidOfIt() {
    var run =
        run(
            """
            name: s
            strategies: [sse]
            also:
              - protocol: h1-tls
              - protocol: h2c
            """);
    assertThat(Protocols.notes(Rows.of(run).values()))
        .containsExactly(DIFFERENT.replace("h1 and h2)", "h1, h1-tls and h2c)"));
  }

  @Test
  void everyRenderingSaysIt(@TempDir Path folder) {
    RunResults run = pollsOverTwoAndWebSocket();
    assertThat(SweepReport.text(run, false).replace("\n    ", " ")).contains(DIFFERENT, WEB_SOCKET);
    assertThat(SweepReport.markdown(run))
        .contains("### Several protocols\n\n- " + DIFFERENT + "\n- " + WEB_SOCKET + "\n");
    assertThat(ReportPage.render(run, folder, Optional.empty()))
        .contains("<h3 class=\"workload\">Several protocols</h3>", "<li>" + DIFFERENT + "</li>");
  }
}
