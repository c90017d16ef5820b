package dev.pushpull.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.spec.Strategy;
import dev.pushpull.testkit.LinkTraffic;
import dev.pushpull.testkit.TcpIp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With costs so round that each part can be reckoned by hand. */
class LinkTrafficTest {

  private static final PollCpu FLAT = new PollCpu(List.of(new PollCpu.Point(1, 1)));

  /** The document is 104 B of JSON and the payload: a frame of 200 less 4, at 96 B. */
  private static final UnitCosts ROUND =
      new UnitCosts(
          "round",
          96,
          FLAT,
          new UnitCost(100, 304, 0),
          new UnitCost(150, 304, 0),
          new UnitCost(150, 100, 0),
          null,
          null,
          new UnitCost(0, 120, 0),
          new UnitCost(0, 108, 0),
          new UnitCost(0, 9, 0).times(UnitCosts.HEARTBEATS_PER_SECOND),
          new UnitCost(6, 2, 0).times(UnitCosts.HEARTBEATS_PER_SECOND),
          new UnitCost(150, 150, 0),
          new UnitCost(250, 250, 0),
          List.of());

  private static LinkTraffic of(String strategy, double updates) {
    return LinkTraffic.of(Strategy.parse(strategy), updates, ROUND, 96);
  }

  @ParameterizedTest
  @CsvSource({
    // header bytes, message bytes, TCP/IP bytes per second
    "poll@1s, 1, 300, 200, 156",
    "poll@1s, 0.25, 300, 200, 156",
    "poll@1s, 10, 300, 200, 156",
    "poll@2s, 10, 150, 100, 78",
    "conditional-poll@1s, 1, 350, 200, 156",
    "conditional-poll@1s, 0.25, 275, 50, 156",
    "sse, 10, 160, 2000, 1040",
    "websocket, 1, 4, 200, 104",
    "websocket, 0.25, 1, 50, 26",
  })
  void isTheSumOfItsParts(
      String strategy, double updates, double headers, double messages, double tcpIp) {
    LinkTraffic traffic = of(strategy, updates);
    assertThat(traffic.headers()).isCloseTo(headers, within(1e-9));
    assertThat(traffic.messages()).isCloseTo(messages, within(1e-9));
    assertThat(traffic.tcpIp()).isCloseTo(tcpIp, within(1e-9));
    assertThat(traffic.total())
        .isCloseTo(
            headers + messages + tcpIp + traffic.heartbeats() + traffic.connection(), within(1e-9));
  }

  @Test
  void countsPingsWithMaskedPongsAndHandshakes() {
    assertThat(of("poll@1s", 1).heartbeats()).isZero();
    assertThat(of("websocket", 1).heartbeats()).isCloseTo((8 + 3 * 52) / 15.0, within(1e-9));
    assertThat(of("sse", 1).heartbeats()).isCloseTo((9 + 2 * 52) / 15.0, within(1e-9));
    assertThat(TcpIp.connectionBytes()).isEqualTo(2 * 60 + 5 * 52);
    assertThat(of("poll@1s", 1).connection() * 3_600).isCloseTo(380, within(1e-9));
    assertThat(of("websocket", 1).connection() * 3_600).isCloseTo(380 + 500 + 3 * 52, within(1e-9));
  }

  @Test
  void packetsHoldFullSegments() {
    assertThat(TcpIp.messageBytes(1)).isEqualTo(2 * 52);
    assertThat(TcpIp.messageBytes(1_448)).isEqualTo(2 * 52);
    assertThat(TcpIp.messageBytes(1_449)).isEqualTo(3 * 52);
    assertThat(TcpIp.messageBytes(4 * 1_448)).isEqualTo(6 * 52);
    assertThat(TcpIp.exchangeBytes(300, 4 * 1_448)).isEqualTo(7 * 52);
  }

  @Test
  void needsCostsOfTheStrategy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("long-poll", 1))
        .withMessage("run round has no usable trial of long polls, so their cost is unknown");
  }

  @Test
  void cpuFallsAsTheServerGetsBusierAndIsNotExtrapolated() {
    var cpu =
        new PollCpu(
            List.of(
                new PollCpu.Point(1_000, 50),
                new PollCpu.Point(10, 200),
                new PollCpu.Point(100, 100)));
    assertThat(cpu.micros(1)).isEqualTo(200);
    assertThat(cpu.micros(10)).isEqualTo(200);
    assertThat(cpu.micros(Math.sqrt(1_000))).isCloseTo(100 * Math.sqrt(2), within(1e-9));
    assertThat(cpu.micros(100)).isCloseTo(100, within(1e-9));
    assertThat(cpu.micros(50_000)).isEqualTo(50);
    assertThatIllegalArgumentException().isThrownBy(() -> new PollCpu(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new PollCpu.Point(0, 1));
  }

  @Test
  void cpuOfMixedTrafficIsThatOfTheWholeServersRate() {
    var cpu = new PollCpu(List.of(new PollCpu.Point(100, 100), new PollCpu.Point(400, 50)));
    var costs =
        new UnitCosts(
            "r",
            0,
            cpu,
            new UnitCost(0, 0, 100),
            null,
            null,
            null,
            null,
            null,
            new UnitCost(0, 0, 20),
            UnitCost.NONE,
            UnitCost.NONE,
            null,
            null,
            List.of());
    var both = new Traffic(300, 0, 0, 0, 0, 0, 100, 0, 0);
    assertThat(costs.perSecond(both, 0).serverCpuMicros())
        .isCloseTo((300 * 100 + 100 * 20) / 2.0, within(1e-9));
  }
}
