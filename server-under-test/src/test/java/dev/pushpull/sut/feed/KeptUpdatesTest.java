package dev.pushpull.sut.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.Update;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class KeptUpdatesTest {

  private static final FeedSpec SPEC = new FeedSpec("f", new UpdateSource.ClientsOnly(), 1, 0);

  private static PublishedUpdate update(long version, int payloadBytes) {
    return new PublishedUpdate(new Update("f", version, 0, 0, "x".repeat(payloadBytes)));
  }

  @Test
  void keepsTheNewestInOrder() {
    var kept = new KeptUpdates(3, 1_000_000);
    for (long version = 1; version <= 10; version++) {
      kept.append(update(version, 1));
      assertThat(kept.oldest()).isEqualTo(Math.max(1, version - 2));
      for (long each = 0; each <= version + 3; each++) {
        boolean there = each >= kept.oldest() && each <= version;
        assertThat(kept.find(each).map(PublishedUpdate::version).orElse(-1L))
            .isEqualTo(there ? each : -1);
      }
    }
  }

  @Test
  void keepsOneAtLeastAndThatIsTheNewest() {
    var kept = new KeptUpdates(1, 10);
    kept.append(update(1, 1_000));
    kept.append(update(2, 1_000));
    assertThat(kept.oldest()).isEqualTo(2);
    assertThat(kept.find(2)).isPresent();
  }

  @Test
  void isBoundedInBytes() {
    var kept = new KeptUpdates(1_000, 30_000);
    for (long version = 1; version <= 100; version++) {
      kept.append(update(version, 900));
    }
    long bytes = 0;
    for (long version = kept.oldest(); version <= 100; version++) {
      bytes += kept.find(version).orElseThrow().event().remaining();
      bytes += kept.find(version).orElseThrow().json().remaining();
      bytes += kept.find(version).orElseThrow().update().payload().length();
    }
    assertThat(bytes).isBetween(26_000L, 30_000L);
    assertThat(kept.find(kept.oldest() - 1)).isEmpty();
  }

  @Test
  void onlyALogFeedKeepsAny() {
    var budget = new Semaphore(10);
    var value = new Feed(SPEC, new FakeClock(), budget, new LongAdder(), null);
    var log = new Feed(SPEC.asLog(2), new FakeClock(), budget, new LongAdder(), null);
    assertThat(value.kept()).isEmpty();
    log.publish("a");
    log.publish("b");
    assertThat(log.kept().orElseThrow().oldest()).isEqualTo(2);
    assertThat(log.kept().orElseThrow().find(3)).contains(log.newest());
  }

  @Test
  @Timeout(20)
  void aReaderFindsWhatItSawPublishedOrKnowsThatItIsGone() throws Exception {
    var feed =
        new Feed(SPEC.asLog(64), System::nanoTime, new Semaphore(200_000), new LongAdder(), null);
    var publisher =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 200_000; i++) {
                    feed.publish("x");
                  }
                });
    KeptUpdates kept = feed.kept().orElseThrow();
    long found = 0;
    for (long next = 1; next <= 200_001; ) {
      if (next > feed.newest().version()) {
        Thread.onSpinWait();
      } else if (kept.find(next).isPresent()) {
        assertThat(kept.find(next).map(PublishedUpdate::version).orElse(next)).isEqualTo(next);
        found++;
        next++;
      } else {
        assertThat(kept.oldest()).isGreaterThan(next);
        next = kept.oldest();
      }
    }
    publisher.join();
    assertThat(found).isGreaterThanOrEqualTo(64);
  }

  @Test
  void saysWhatMayBeKept() {
    assertThatThrownBy(() -> SPEC.asLog(0)).hasMessageContainingAll("retain", "1 to 100000", "0");
    assertThatThrownBy(() -> SPEC.asLog(100_001))
        .hasMessageContainingAll("retain", "1 to 100000", "100001");
    assertThatThrownBy(
            () -> new FeedSpec("f", new UpdateSource.ClientsOnly(), 1, 0, 0, FeedKind.VALUE, 2))
        .hasMessageContainingAll("retain", "value", "2");
  }
}
