package dev.pushpull.sut.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.schedule.ArrivalTimes;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.LogEntries;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The publisher on the real clock, its waits bounded by latches. */
@Timeout(20)
final class FeedsTest {

  @AutoClose private final Feeds feeds = new Feeds(NanoClock.SYSTEM, 10, 100_000);

  @Test
  void publishesEachArrivalOnceInOrderAndNoneEarly() throws Exception {
    var arrivals = new Arrivals.Poisson(2_000);
    Feed feed = create("f0", arrivals);
    var reached = reach(feed, 500);
    long startNanos = feeds.start(1_000_000, 0);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    feeds.quiesce("");
    LogEntries log = feed.log();
    ArrivalTimes expected = arrivals.times(feed.spec().seed());
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.dueAtNanos(i)).isEqualTo(startNanos + expected.nextNanos());
      assertThat(log.publishedAtNanos(i)).isGreaterThanOrEqualTo(log.dueAtNanos(i));
    }
    assertThat(feeds.published()).isEqualTo(log.size() - 1);
  }

  @Test
  void skipsNothingWhenItIsLate() throws Exception {
    List<Long> atOnce = LongStream.range(0, 5_000).boxed().toList();
    Feed feed = create("f0", new Arrivals.Trace("burst", atOnce));
    var reached = reach(feed, 5_001);
    long startNanos = feeds.start(0, 0);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    LogEntries log = feed.log();
    assertThat(log.size()).isEqualTo(5_001);
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.dueAtNanos(i)).isEqualTo(startNanos + i - 1);
    }
  }

  @Test
  void publishesTheArrivalsOfAllFeeds() throws Exception {
    Feed slow = create("slow", new Arrivals.Trace("one", List.of(20_000_000L)));
    Feed fast = create("fast", new Arrivals.Trace("two", List.of(1_000_000L, 30_000_000L)));
    var slowReached = reach(slow, 2);
    var fastReached = reach(fast, 3);
    feeds.start(0, 0);
    assertThat(slowReached.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(fastReached.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(slow.log().publishedAtNanos(1)).isGreaterThan(fast.log().publishedAtNanos(1));
    assertThat(fast.log().publishedAtNanos(2)).isGreaterThan(slow.log().publishedAtNanos(1));
  }

  @Test
  void quiesceStopsArrivalsAndTellsListeners() throws Exception {
    Feed feed = create("f0", new Arrivals.Periodic(5_000));
    var listener = new RecordingListener(feed);
    feed.subscribe(Runnable::run, listener);
    var reached = reach(feed, 50);
    feeds.start(0, 0);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    long stoppedNanos = feeds.quiesce("");
    LogEntries log = feed.log();
    assertThat(log.publishedAtNanos(log.size() - 1)).isLessThanOrEqualTo(stoppedNanos);
    assertThat(listener.heard.getLast()).isEqualTo("quiesce");
    assertThat(feed.publish("x")).isEqualTo(new Refused(Reason.QUIESCED));
    assertThat(feed.isQuiet()).isTrue();
    feeds.start(0, 0);
    assertThat(feed.isQuiet()).isFalse();
    assertThat(feed.log().size()).isEqualTo(log.size());
  }

  @Test
  void quiesceByPrefixLeavesOtherFeedsAlone() throws Exception {
    Feed mine = create("mine-0", new Arrivals.Periodic(5_000));
    Feed other = create("other", new Arrivals.Periodic(5_000));
    var reached = reach(mine, 20);
    feeds.start(0, 0);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    feeds.quiesce("mine-");
    assertThat(mine.isQuiet()).isTrue();
    assertThat(other.isQuiet()).isFalse();
    int size = other.log().size();
    assertThat(reach(other, size + 20L).await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFeedStopsWhenTheLogIsFull() throws Exception {
    try (var small = new Feeds(NanoClock.SYSTEM, 10, 5)) {
      var arrivals = new Arrivals.Trace("ten", LongStream.range(0, 10).boxed().toList());
      Feed feed = small.create(List.of(new FeedSpec("f0", arrivals, 1, 4))).getFirst();
      var reached = reach(feed, 6);
      small.start(0, 0);
      assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
      small.quiesce("");
      assertThat(feed.isLogFull()).isTrue();
      assertThat(feed.log().size()).isEqualTo(6);
    }
  }

  @Test
  void refusesNamesThatAreTakenAndCreatesNoneThen() throws Exception {
    create("f0", new Arrivals.Periodic(1));
    assertThatThrownBy(() -> feeds.create(List.of(spec("f1"), spec("f0"))))
        .isInstanceOf(FeedExistsException.class)
        .hasMessage("feed 'f0' already exists");
    assertThatThrownBy(() -> feeds.create(List.of(spec("f2"), spec("f2"))))
        .hasMessage("feed 'f2' already exists");
    assertThat(feeds.named("")).hasSize(1);
    assertThat(feeds.delete("f0")).isTrue();
    assertThat(feeds.delete("f0")).isFalse();
    assertThat(feeds.create(List.of(spec("f0")))).hasSize(1);
  }

  @Test
  void boundsHowManyThereMayBe() {
    List<FeedSpec> eleven = LongStream.range(0, 11).mapToObj(number -> spec("f" + number)).toList();
    assertThatThrownBy(() -> feeds.create(eleven))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feeds must be at most 10, but would be 11");
  }

  @Test
  void saysWhatAFeedMustBe() {
    assertThatThrownBy(() -> spec("")).hasMessageContainingAll("name", "''");
    assertThatThrownBy(() -> spec("a/b")).hasMessageContainingAll("name", "'a/b'");
    assertThatThrownBy(() -> spec("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FeedSpec("f", new Arrivals.Periodic(1), 1, 60_001))
        .hasMessageContainingAll("payloadBytes", "60000", "60001");
    assertThatThrownBy(() -> new FeedSpec("f", new Arrivals.Periodic(1), 1, 1, 3_601))
        .hasMessageContainingAll("maxAgeSeconds", "3600", "3601");
  }

  private Feed create(String name, Arrivals arrivals) throws FeedExistsException {
    return feeds.create(List.of(new FeedSpec(name, arrivals, 9, 16))).getFirst();
  }

  private static FeedSpec spec(String name) {
    return new FeedSpec(name, new Arrivals.Periodic(1), 1, 1);
  }

  /** Counts down when the feed holds a version; the publisher's own thread tells. */
  private static CountDownLatch reach(Feed feed, long version) {
    var reached = new CountDownLatch(1);
    var listener = new RecordingListener(feed);
    listener.onUpdate =
        () -> {
          if (feed.newest().version() >= version) {
            reached.countDown();
          }
        };
    feed.subscribe(Runnable::run, listener);
    return reached;
  }
}
