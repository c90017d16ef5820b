package dev.pushpull.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.simulate.calibrate.CalibratedCosts;
import dev.pushpull.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class HeaderTablesGoldenTest {

  private static final int PAYLOAD = 64;

  @Test
  void quotesTheTableDigitForDigit() {
    assertThat(HeaderTables.quoted())
        .isEqualTo(
            """
            | clients, a message a second each | polling, 871 B a poll | WebSocket, 2 B a frame |
            | ---: | ---: | ---: |
            | 1,000 | 6.6 Mbit/s | 0.015 Mbit/s |
            | 10,000 | 66 Mbit/s | 0.153 Mbit/s |
            | 100,000 | 665 Mbit/s | 1.526 Mbit/s |
            """);
  }

  @Test
  void saysWhatItLeavesOut() throws Exception {
    Golden.assertInEveryLocale(
        "header-tables.md",
        () ->
            HeaderTables.quoted()
                + "\n"
                + HeaderTables.leftOut(CalibratedCosts.reference(), PAYLOAD));
  }
}
