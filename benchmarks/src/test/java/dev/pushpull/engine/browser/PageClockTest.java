package dev.pushpull.engine.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushpull.engine.browser.PageClock.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PageClockTest {

  private static final long OFFSET = 7_000_000_000L;

  /** The page read its clock at an instant of ours, a while after we asked and before we heard. */
  private static Exchange exchange(long atNanos, long askNanos, long tellNanos) {
    return new Exchange(atNanos - askNanos, (atNanos - OFFSET) / 1e6, atNanos + tellNanos);
  }

  @Test
  void oneExchangeTellsHalfItsLength() {
    var clock = PageClock.of(List.of(exchange(9_000_000_000L, 300, 100)), 0);
    assertThat(clock.offsetNanos()).isEqualTo(OFFSET - 100);
    assertThat(clock.uncertaintyNanos()).isEqualTo(201);
  }

  @Test
  void manyExchangesTellMoreThanTheBestOfThem() {
    var exchanges = List.of(exchange(8_000_000_000L, 10, 500), exchange(8_100_000_000L, 400, 20));
    var clock = PageClock.of(exchanges, 0);
    assertThat(clock.uncertaintyNanos()).isEqualTo(16);
    assertThat(clock.offsetNanos()).isCloseTo(OFFSET, within(16L));
  }

  @Test
  void theTruthIsWithinTheUncertaintyThoughReadingsAreRounded() {
    var random = new SplittableRandom(3);
    long resolution = 100_000;
    for (int run = 0; run < 200; run++) {
      List<Exchange> exchanges = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        long at = OFFSET + random.nextLong(1_000_000_000L);
        double rounded = Math.floorDiv(at - OFFSET, resolution) * (resolution / 1e6);
        exchanges.add(
            new Exchange(at - random.nextLong(400_000), rounded, at + random.nextLong(400_000)));
      }
      var clock = PageClock.of(exchanges, resolution);
      assertThat(clock.offsetNanos()).isCloseTo(OFFSET, within(clock.uncertaintyNanos()));
      assertThat(clock.uncertaintyNanos()).isLessThan(400_000);
    }
  }

  @Test
  void driftCountsInFull() {
    var before = new PageClock(1_000, 30);
    assertThat(before.uncertaintyNanosUntil(new PageClock(1_000, 20))).isEqualTo(30);
    assertThat(before.uncertaintyNanosUntil(new PageClock(940, 50))).isEqualTo(110);
  }

  @Test
  void instantsGoThereAndBack() {
    var clock = new PageClock(OFFSET, 5);
    assertThat(clock.toNanos(12.5)).isEqualTo(OFFSET + 12_500_000);
    assertThat(clock.toPageMillis(OFFSET + 12_500_000)).isEqualTo(12.5);
  }
}
