package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "periodic:10/s",
        "poisson:0.5/s",
        "burst:20x5/s",
        "periodic:0.0001/s",
        "poisson:100000/s"
      })
  void readsWhatItWrites(String text) {
    assertThat(Arrivals.parse(text)).hasToString(text);
  }

  @Test
  void playsATraceOnce(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "# seconds\n0\n0.25\n\n 0.25 \n1e1\n");
    ArrivalTimes times = Arrivals.parse("trace:" + file).times(1);
    assertThat(List.of(times.nextNanos(), times.nextNanos(), times.nextNanos(), times.nextNanos()))
        .containsExactly(0L, 250_000_000L, 250_000_000L, 10_000_000_000L);
    assertThat(times.nextNanos()).isEqualTo(ArrivalTimes.NEVER);
  }
}
