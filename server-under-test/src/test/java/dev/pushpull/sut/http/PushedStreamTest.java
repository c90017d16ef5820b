package dev.pushpull.sut.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Jobs;
import dev.pushpull.sut.feed.PublishedUpdate;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conflation, over a transport whose messages are gone when the test says so. */
final class PushedStreamTest {

  @AutoClose private final Feeds feeds = new Feeds(NanoClock.SYSTEM, 1, 100_000);
  private final DataContext context =
      new DataContext(feeds, new Jobs(feeds, NanoClock.SYSTEM), DataLimits.DEFAULT, true, false);
  private final Traffic traffic = context.traffic();
  private Feed feed;

  @BeforeEach
  void create() throws Exception {
    feed = feeds.create(List.of(new FeedSpec("f0", new Arrivals.Periodic(1), 1, 8))).getFirst();
  }

  @Test
  void sendsTheNewestAtOnceAndThenEachNewOne() {
    var stream = new ManualStream(0);
    stream.onUpdate();
    stream.arrived();
    publish(1);
    stream.onUpdate();
    stream.arrived();
    publish(1);
    stream.onUpdate();
    stream.arrived();
    assertThat(stream.versions).containsExactly(1L, 2L, 3L);
    assertThat(traffic.updatesSent().sum()).isEqualTo(3);
    assertThat(traffic.conflated().sum()).isZero();
  }

  @Test
  void sendsNothingThatTheClientHolds() {
    publish(4);
    var stream = new ManualStream(5);
    stream.onUpdate();
    assertThat(stream.versions).isEmpty();
    publish(1);
    stream.onUpdate();
    stream.arrived();
    assertThat(stream.versions).containsExactly(6L);
    assertThat(traffic.conflated().sum()).isZero();
  }

  @Test
  void holdsOneMessageBackAndSkipsToTheNewest() {
    var stream = new ManualStream(0);
    stream.onUpdate();
    publish(10);
    stream.onUpdate();
    assertThat(stream.versions).containsExactly(1L);
    stream.arrived();
    stream.arrived();
    assertThat(stream.versions).containsExactly(1L, 11L);
    assertThat(traffic.conflated().sum()).isEqualTo(9);
    assertThat(traffic.updatesSent().sum()).isEqualTo(2);
  }

  @Test
  void aMessageThatIsNoUpdateTakesItsTurn() {
    var stream = new ManualStream(0);
    stream.onUpdate();
    assertThat(stream.takeTransport()).isFalse();
    stream.arrived();
    assertThat(stream.takeTransport()).isTrue();
    publish(1);
    stream.onUpdate();
    assertThat(stream.versions).containsExactly(1L);
    stream.sent();
    assertThat(stream.versions).containsExactly(1L, 2L);
    assertThat(traffic.updatesSent().sum()).isEqualTo(1);
  }

  @Test
  void accountsForEveryUpdateWhateverTheClientDoes() {
    var random = new Random(5);
    var stream = new ManualStream(0);
    stream.onUpdate();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextBoolean()) {
        publish(1 + random.nextInt(3));
        stream.onUpdate();
      } else if (stream.onItsWay) {
        stream.arrived();
      }
    }
    while (stream.onItsWay) {
      stream.arrived();
    }
    assertThat(stream.versions.getLast()).isEqualTo(feed.newest().version());
    assertThat(traffic.conflated().sum()).isPositive();
    assertThat(traffic.updatesSent().sum() + traffic.conflated().sum())
        .isEqualTo(feed.newest().version());
  }

  @Test
  void aLogFeedIsSentInOrderWithNothingLeftOut() throws Exception {
    createLog(100);
    publish(4);
    var stream = new ManualStream(2);
    stream.onUpdate();
    publish(3);
    stream.onUpdate();
    while (stream.onItsWay) {
      stream.arrived();
    }
    assertThat(stream.versions).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(traffic.conflated().sum()).isZero();
    assertThat(traffic.updatesSent().sum()).isEqualTo(6);
  }

  @Test
  void aLogFeedBeginsWithTheNewestForWhoNamesNoVersion() throws Exception {
    createLog(100);
    publish(4);
    var stream = new ManualStream(PushedStream.FROM_NEWEST);
    stream.onUpdate();
    publish(2);
    while (stream.onItsWay) {
      stream.arrived();
    }
    assertThat(stream.versions).containsExactly(5L, 6L, 7L);
  }

  @Test
  void aLogFeedIsNeverEndedForWhoIsWithinWhatIsKept() throws Exception {
    createLog(10);
    var stream = new ManualStream(0);
    stream.onUpdate();
    publish(10); // Version 1 is on its way, 2 to 11 are kept.
    stream.onUpdate();
    while (stream.onItsWay) {
      stream.arrived();
    }
    assertThat(stream.versions).hasSize(11).isSorted().doesNotHaveDuplicates();
    assertThat(stream.closedBehind).isZero();
  }

  @Test
  void aLogFeedIsEndedAtOnceAndOnceForWhoFallsBehind() throws Exception {
    createLog(10);
    var stream = new ManualStream(0);
    stream.onUpdate();
    publish(11); // Version 2, the next, is kept no longer.
    stream.onUpdate();
    assertThat(stream.closedBehind).isEqualTo(3);
    publish(5);
    stream.onUpdate();
    assertThat(stream.versions).containsExactly(1L);
    assertThat(traffic.closedBehind().sum()).isEqualTo(1);
    assertThat(traffic.conflated().sum()).isZero();
  }

  private void createLog(int retain) throws Exception {
    feeds.delete("f0");
    FeedSpec spec = new FeedSpec("log", new UpdateSource.ClientsOnly(), 1, 8).asLog(retain);
    feed = feeds.create(List.of(spec)).getFirst();
  }

  private void publish(int times) {
    for (int i = 0; i < times; i++) {
      feed.publish("x");
    }
  }

  private final class ManualStream extends PushedStream {
    private final List<Long> versions = new ArrayList<>();
    private boolean onItsWay;
    private long closedBehind;

    ManualStream(long heldVersion) {
      super(PushedStreamTest.this.context, PushedStreamTest.this.feed, heldVersion);
    }

    @Override
    void send(PublishedUpdate update) {
      assertThat(onItsWay).isFalse();
      onItsWay = true;
      versions.add(update.version());
    }

    @Override
    void closeBehind(long oldest) {
      closedBehind = oldest;
      leave();
    }

    void arrived() {
      onItsWay = false;
      sent();
    }

    @Override
    void heartbeat() {}

    @Override
    public void onEnd(End why) {}
  }
}
