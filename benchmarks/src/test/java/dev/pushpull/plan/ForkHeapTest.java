package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Scenario;
import dev.pushpull.spec.Setup;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.spec.Timing;
import dev.pushpull.spec.TrialSpec;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkHeapTest {

  private static final Workload FEEDS =
      new Workload(Arrivals.parse("poisson:2/s"), 10, 100, 64, Protocol.H1);

  private static int mib(String strategy, Workload workload, String window) {
    Cell cell = StrategyName.parse(strategy).on(workload);
    var timing =
        new Timing(
            Duration.ofSeconds(3), Duration.parse(window), 1, Timing.defaultDrain(cell.strategy()));
    return ForkHeap.mib(
        new TrialSpec(
            "001", cell.strategy(), cell.workload(), timing, 1, 1, Optional.empty(), Setup.USUAL));
  }

  private static Workload many(int subscribers, String arrivals, Engine engine) {
    return new Workload(Arrivals.parse(arrivals), 200, subscribers, 64, Protocol.H1).on(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "poll@1s, 10000, NETTY",
    "conditional-poll@1s, 10000, NETTY",
    "websocket, 10000, NETTY",
    "poll@100ms, 1000, OKHTTP",
    "websocket, 1000, SOCKET",
  })
  void smallPlansAndTenThousandOnEventLoopsNeedTheLeast(
      String strategy, int subscribers, Engine engine) {
    assertThat(mib(strategy, many(subscribers, "poisson:0.5/s", engine), "PT5S")).isEqualTo(256);
  }

  @Test
  void growsWithClientsTimeRatePayloadAndRooms() {
    Workload netty = many(19_000, "poisson:0.05/s", Engine.NETTY);
    int few = mib("websocket", netty, "PT5S");
    assertThat(few).isBetween(256, 384);
    assertThat(mib("websocket", many(19_000, "poisson:0.05/s", Engine.OKHTTP), "PT5S"))
        .isGreaterThan(3 * few);
    assertThat(mib("websocket", netty, "PT1H")).isGreaterThan(few + 192);
    assertThat(mib("websocket", many(19_000, "poisson:50/s", Engine.NETTY), "PT5S"))
        .isGreaterThan(1_024);
    assertThat(mib("poll@100ms", netty, "PT60S")).isGreaterThan(mib("poll@1s", netty, "PT60S"));
    var large = new Workload(netty.arrivals(), 200, 19_000, 60_000, Protocol.H1).on(Engine.NETTY);
    assertThat(mib("websocket", large, "PT5S")).isGreaterThan(2_048);
    Workload chat = FEEDS.withScenario(Scenario.parse("chat"));
    assertThat(mib("websocket", chat, "PT20S")).isEqualTo(256);
    var hall =
        new Workload(FEEDS.arrivals(), 1, 5_000, 64, Protocol.H1)
            .withScenario(Scenario.parse("chat"))
            .on(Engine.NETTY);
    assertThat(mib("websocket", hall, "PT5S")).isGreaterThan(4_096);
  }

  @Test
  void isNoLessThanWhatCannotBeHadForWhatNoMachineHas() {
    Workload all = many(100_000, "poisson:1000/s", Engine.OKHTTP);
    assertThat(mib("poll@1ms", all, "PT1H")).isGreaterThan(1_000_000);
  }
}
