package dev.pushpull.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.spec.Cell;
import dev.pushpull.spec.Engine;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.Workload;
import dev.pushpull.sut.schedule.Arrivals;
import org.junit.jupiter.api.Test;

class ClientCostTest {

  private static Cell cell(String strategy, int subscribers) {
    var workload =
        new Workload(Arrivals.parse("poisson:1/s"), 10, subscribers, 64, Protocol.H1)
            .on(Engine.OKHTTP);
    return new Cell(Strategy.parse(strategy), workload);
  }

  @Test
  void saysWhatTheClientsNeedAndWhatWouldNeedLess() {
    assertThat(ClientCost.note(cell("poll@1s", 10_000), 2))
        .contains(
            "poll@1s by 10000 OkHttp clients needs about 1.4 of this machine's 2 cores for the"
                + " clients alone; --engine netty about 0.6");
  }

  @Test
  void saysNothingWhereTheMachineCarriesThemOrNobodyKnows() {
    assertThat(ClientCost.note(cell("poll@1s", 10_000), 8)).isEmpty();
    assertThat(ClientCost.note(cell("poll@1s", 2_000), 2)).isEmpty();
    assertThat(ClientCost.note(cell("websocket", 10_000), 2)).isEmpty();
    assertThat(ClientCost.note(cell("backoff@1s..4s", 10_000), 2)).isEmpty();
    Cell netty = cell("poll@1s", 10_000);
    assertThat(ClientCost.note(new Cell(netty.strategy(), netty.workload().on(Engine.NETTY)), 2))
        .isEmpty();
  }
}
