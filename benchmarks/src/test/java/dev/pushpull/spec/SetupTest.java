package dev.pushpull.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pushpull.run.SpecJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupTest {

  private static final Setup OTHER =
      new Setup(
          128,
          50,
          Duration.ofSeconds(60),
          SourceAddresses.parse("127.0.0.1-127.0.0.3"),
          Transport.NIO,
          2,
          "/orders.yaml",
          20);

  private static SweepSpec changed() {
    var options =
        Map.of(
            "server-heap", "128",
            "connects-per-second", "50",
            "connect-timeout", "60s",
            "source-addresses", "127.0.0.1-127.0.0.3",
            "transport", "nio",
            "event-loops", "2",
            "target", "/orders.yaml",
            "max-requests", "20");
    return new Overrides(options, List.of()).applyTo(SuiteFile.load("quick"));
  }

  @Test
  void isSetByOptionsAndKeptWhateverElseIsSet() {
    assertThat(changed().setup()).isEqualTo(OTHER);
    var others = Map.of("window", "3s", "repeats", "2", "seed", "5", "subscribers", "7");
    assertThat(new Overrides(others, List.of()).applyTo(changed()).setup()).isEqualTo(OTHER);
  }

  @Test
  void isSetByASuite() {
    String suite =
        """
        name: mine
        strategies: [sse]
        server-heap: 128
        connects-per-second: 50
        connect-timeout: 60s
        source-addresses: 127.0.0.1-127.0.0.3
        transport: nio
        event-loops: 2
        target: /orders.yaml
        max-requests: 20
        """;
    assertThat(SuiteFile.parse("mine.yaml", suite).setup()).isEqualTo(OTHER);
  }

  @Test
  void isStoredWhereItIsNotTheUsual() throws Exception {
    assertThat(SpecJson.sweep(SpecJson.of(changed()), Path.of("")).setup()).isEqualTo(OTHER);
    assertThat(SpecJson.of(SuiteFile.load("quick")).has("setup")).isFalse();
    assertThat(SpecJson.sweep(SpecJson.of(SuiteFile.load("quick")), Path.of("")).setup())
        .isEqualTo(Setup.USUAL);
  }

  @Test
  void readsRunsOfABuildThatHadFewerSettings() throws Exception {
    ObjectNode stored = SpecJson.of(changed()).deepCopy();
    ((ObjectNode) stored.path("setup"))
        .remove(
            List.of(
                "sourceAddresses", "transport", "eventLoops", "target", "maxRequestsPerSecond"));
    assertThat(SpecJson.sweep(stored, Path.of("")).setup())
        .isEqualTo(
            new Setup(
                128,
                50,
                Duration.ofSeconds(60),
                SourceAddresses.NONE,
                Transport.AUTO,
                1,
                null,
                100));
  }
}
