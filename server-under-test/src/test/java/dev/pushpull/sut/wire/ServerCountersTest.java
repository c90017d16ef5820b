package dev.pushpull.sut.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerCountersTest {

  @Test
  void subtractsTotalsButNotWhatIsOpenNow() {
    var earlier =
        new ServerCounters(
            100,
            Map.of("200", 5L, "304", 2L),
            1,
            7,
            1,
            50,
            60,
            3,
            2,
            3,
            Map.of("serve", 10L),
            4,
            20,
            0,
            0,
            0,
            0,
            0);
    var later =
        new ServerCounters(
            300,
            Map.of("200", 9L, "304", 2L, "404", 1L),
            2,
            17,
            4,
            150,
            260,
            8,
            6,
            2,
            Map.of("serve", 25L, "gc", 3L),
            9,
            50,
            0,
            0,
            0,
            0,
            0);
    assertThat(later.since(earlier))
        .isEqualTo(
            new ServerCounters(
                200,
                Map.of("200", 4L, "404", 1L),
                1,
                10,
                3,
                100,
                200,
                5,
                4,
                2,
                Map.of("serve", 15L, "gc", 3L),
                5,
                30,
                0,
                0,
                0,
                0,
                0));
    assertThat(later.since(ServerCounters.NONE)).isEqualTo(later);
  }

  @Test
  void aMachineThatTellsNoCpuHasNone() throws Exception {
    var counters = new ObjectMapper().readValue("{\"updatesSent\": 3}", ServerCounters.class);
    assertThat(counters.updatesSent()).isEqualTo(3);
    assertThat(counters.cpu("serve")).isZero();
    assertThat(counters.requestsByStatus()).isEmpty();
  }
}
