package dev.pushpull.sut.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalsTest {

  private static final String EXPECTED =
      "arrivals must be periodic:RATE/s, poisson:RATE/s, burst:SIZExRATE/s,"
          + " gaps:RATE/s,OPENs,CLOSEDs or trace:FILE, but are '";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "periodic",
        "periodic:",
        "periodic:10",
        "periodic:1e3/s",
        "poisson:/s",
        "poisson:NaN/s",
        "burst:5/s",
        "burst:x5/s",
        "burst:20x/s",
        "Poisson:1/s",
        "poisson:1/s ",
        "burst:20x5x5/s",
        "periodic:٣/s"
      })
  void saysWhatWasExpectedAndWhatCame(String text) {
    assertThatThrownBy(() -> Arrivals.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(EXPECTED + text + "'");
  }

  @Test
  void saysWhichRatesThereAre() {
    assertThatThrownBy(() -> Arrivals.parse("poisson:0/s"))
        .hasMessage("rate must be 0.0001/s to 100000/s, but is 0/s");
    assertThatThrownBy(() -> Arrivals.parse("poisson:-0.5/s"))
        .hasMessage("rate must be 0.0001/s to 100000/s, but is -0.5/s");
    assertThatThrownBy(() -> Arrivals.parse("periodic:100001/s"))
        .hasMessage("rate must be 0.0001/s to 100000/s, but is 100001/s");
    assertThatThrownBy(() -> Arrivals.parse("burst:2x0/s"))
        .hasMessage("rate must be 0.0001/s to 100000/s, but is 0/s");
  }

  @Test
  void saysWhichBurstSizesThereAre() {
    assertThatThrownBy(() -> Arrivals.parse("burst:0x1/s"))
        .hasMessage("burst size must be 1 to 10000 updates, but is 0");
    assertThatThrownBy(() -> Arrivals.parse("burst:10001x1/s"))
        .hasMessage("burst size must be 1 to 10000 updates, but is 10001");
  }

  @Test
  void playsATraceOnce(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t"), "# seconds\n0\n0.25\n\n 0.25 \n1e1\n");
    ArrivalTimes times = Arrivals.parse("trace:" + file).times(1);
    assertThat(List.of(times.nextNanos(), times.nextNanos(), times.nextNanos(), times.nextNanos()))
        .containsExactly(0L, 250_000_000L, 250_000_000L, 10_000_000_000L);
    assertThat(times.nextNanos()).isEqualTo(ArrivalTimes.NEVER);
  }

  @Test
  void aTraceNeedsAFile() {
    assertThatThrownBy(() -> Arrivals.parse("trace:"))
        .hasMessage("trace: needs a file, such as trace:changes.txt");
  }
}
