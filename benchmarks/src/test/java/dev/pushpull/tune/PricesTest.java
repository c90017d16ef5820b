package dev.pushpull.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.model.PollExpectation;
import dev.pushpull.model.Traffic;
import dev.pushpull.model.UnitCost;
import dev.pushpull.model.UpdateProcess;
import dev.pushpull.spec.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

  private static final String GOOD =
      """
      perMillionRequests: 1.00
      perMillionMessages: 1.00
      perMillionConnectionMinutes: 0.25
      perGigabyte: 0.09
      currency: USD
      """;
  private static final Prices CLOUD = new Prices(1, 1, 0.25, 0, "");
  private static final Strategy POLL = Strategy.parse("poll@1s");
  private static final Strategy SOCKET = Strategy.parse("websocket");

  @TempDir private Path folder;

  @Test
  void reads() throws Exception {
    Path file = Files.writeString(folder.resolve("prices.yaml"), GOOD);
    assertThat(Prices.read(file)).isEqualTo(new Prices(1, 1, 0.25, 0.09, "USD"));
    assertThat(Prices.parse("p", GOOD.replace("currency: USD\n", "")).currency()).isEmpty();
  }

  @Test
  void refusesAnEmptyOrMissingFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prices.parse("p", ""))
        .withMessage("p is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prices.read(folder.resolve("none.yaml")))
        .withMessageContaining("prices must be a YAML file that can be read, but is ");
  }

  @Test
  void anOpenWebSocketCostsAsMuchAsAPollEachFourMinutes() {
    Traffic silent = Traffic.of(SOCKET, 1, 0, 0);
    Traffic poll = Traffic.of(POLL, 1, 1 / 240.0, 0);
    assertThat(CLOUD.perHour(silent, UnitCost.NONE))
        .isCloseTo(CLOUD.perHour(poll, UnitCost.NONE), within(1e-15))
        .isCloseTo(0.25 * 60 / 1e6, within(1e-15));
  }

  /** Connection time aside: negative where updates come faster than polls. */
  @ParameterizedTest
  @CsvSource({"0.1, 1", "2, 1", "5, 0.5", "0.01, 30"})
  void pushSavesEmptyPollsLessCoalescedUpdates(double rate, double interval) {
    var free = new Prices(1, 1, 0, 0, "");
    var expected = new PollExpectation(interval, 0, new UpdateProcess.Poisson(rate));
    double polls = free.perHour(Traffic.of(POLL, 1, 1 / interval, 0), UnitCost.NONE);
    double pushes = free.perHour(Traffic.of(SOCKET, 1, 0, rate), UnitCost.NONE);

    double empty = expected.emptyPollRatio() / interval;
    double coalesced = rate * (1 - expected.heldShare());
    double saved = 3_600 * (empty - coalesced) / 1e6;
    assertThat(polls - pushes).isCloseTo(saved, within(1e-12));
    assertThat(polls > pushes).isEqualTo(rate * interval < 1);
  }

  @Test
  void bytesFromTheServerAreBilledByTheGigabyte() {
    var egress = new Prices(0, 0, 0, 0.09, "USD");
    var perSecond = new UnitCost(5e6, 1e6, 0);
    assertThat(egress.perHour(Traffic.of(POLL, 1, 1, 1), perSecond))
        .isCloseTo(3.6 * 0.09, within(1e-12));
    assertThat(egress.perMonth(Traffic.of(POLL, 1, 1, 1), perSecond))
        .isCloseTo(730 * 3.6 * 0.09, within(1e-9));
  }
}
