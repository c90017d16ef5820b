package dev.pushpull.engine.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesFrom100MsTo1SAndStartsAnewAfterASuccess() {
    var backoff = new Backoff();
    assertThat(LongStream.range(0, 6).map(_ -> backoff.nextNanos() / 1_000_000))
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    backoff.reset();
    assertThat(backoff.nextNanos()).isEqualTo(100_000_000);
  }
}
