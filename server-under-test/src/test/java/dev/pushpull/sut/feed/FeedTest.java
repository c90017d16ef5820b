package dev.pushpull.sut.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushpull.sut.feed.Publication.Published;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.LogEntries;
import dev.pushpull.sut.wire.Update;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

final class FeedTest {

  private static final FeedSpec SPEC = new FeedSpec("f0", new Arrivals.Periodic(1), 42, 10);

  private final FakeClock clock = new FakeClock();
  private final LongAdder published = new LongAdder();
  private final Feed feed = new Feed(SPEC, clock, new Semaphore(100), published, null);
  private final ManualThread thread = new ManualThread();

  @Test
  void isCreatedHoldingVersionOneDueAtOnce() {
    Update first = feed.newest().update();
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.publishedAtNanos()).isEqualTo(1_000);
    assertThat(first.dueAtNanos()).isEqualTo(1_000);
    assertThat(first.payload()).hasSize(10);
    assertThat(published.sum()).isZero();
  }

  @Test
  void stampsWhenItBecomesVisibleAndKeepsWhenItWasDue() {
    clock.advance(500);
    assertThat(feed.publish("late", 1_200)).isInstanceOf(Published.class);
    assertThat(feed.newest().update()).isEqualTo(new Update("f0", 2, 1_500, 1_200, "late"));
    assertThat(feed.newest().etag()).isEqualTo("\"2\"");
  }

  @Test
  void logsEveryUpdate() {
    feed.publish("a", 1_001);
    clock.advance(7);
    feed.publish("b");
    LogEntries log = feed.log();
    feed.publish("c");
    assertThat(log.size()).isEqualTo(3);
    assertThat(log.dueAtNanos(1)).isEqualTo(1_001);
    assertThat(log.publishedAtNanos(2)).isEqualTo(1_007);
    assertThat(log.payloadChecksum(2)).isEqualTo(new Update("f0", 3, 0, 0, "b").payloadChecksum());
    assertThat(feed.log().size()).isEqualTo(4);
  }

  @Test
  void keepsALongLog() {
    var long_ = new Feed(SPEC, clock, new Semaphore(10_000), published, null);
    for (int i = 0; i < 10_000; i++) {
      clock.advance(1);
      long_.publish("p");
    }
    LogEntries log = long_.log();
    assertThat(log.size()).isEqualTo(10_001);
    for (int i = 0; i < log.size(); i++) {
      assertThat(log.publishedAtNanos(i)).isEqualTo(1_000 + i);
    }
  }

  @Test
  void saysSoWhenTheLogIsFullAndPublishesNothing() {
    var small = new Feed(SPEC, clock, new Semaphore(2), published, null);
    small.publish("a");
    small.publish("b");
    assertThat(small.isLogFull()).isFalse();
    assertThat(small.publish("c")).isEqualTo(new Refused(Reason.LOG_FULL));
    assertThat(small.isLogFull()).isTrue();
    assertThat(small.newest().version()).isEqualTo(3);
    assertThat(small.log().size()).isEqualTo(3);
  }

  @Test
  void wakesAThreadOnceForAllItsListenersAndAllUpdatesThatItHasNotHandled() {
    var one = new RecordingListener(feed);
    var two = new RecordingListener(feed);
    feed.subscribe(thread, one);
    feed.subscribe(thread, two);
    feed.publish("a");
    feed.publish("b");
    assertThat(thread.runAll()).isEqualTo(1);
    assertThat(one.heard).containsExactly("update 3");
    assertThat(two.heard).containsExactly("update 3");
    feed.publish("c");
    assertThat(thread.runAll()).isEqualTo(1);
    assertThat(one.heard).containsExactly("update 3", "update 4");
  }

  @Test
  void wakesNoThreadThatHasNoListener() {
    Subscription subscription = feed.subscribe(thread, new RecordingListener(feed));
    subscription.cancel();
    subscription.cancel();
    feed.publish("a");
    assertThat(thread.runAll()).isZero();
    assertThat(feed.listeners()).isZero();
  }

  @Test
  void wakesEachThread() {
    var other = new ManualThread();
    feed.subscribe(thread, new RecordingListener(feed));
    feed.subscribe(other, new RecordingListener(feed));
    feed.publish("a");
    assertThat(thread.runAll()).isEqualTo(1);
    assertThat(other.runAll()).isEqualTo(1);
  }

  @Test
  void eachListenerMayLeaveWhileItIsCalled() {
    var listeners = new ArrayList<RecordingListener>();
    for (int i = 0; i < 10; i++) {
      var listener = new RecordingListener(feed);
      Subscription subscription = feed.subscribe(thread, listener);
      if (i % 3 != 0) {
        listener.onUpdate = subscription::cancel;
      }
      listeners.add(listener);
    }
    feed.publish("a");
    thread.runAll();
    assertThat(listeners).allSatisfy(each -> assertThat(each.heard).containsExactly("update 2"));
    feed.publish("b");
    thread.runAll();
    assertThat(listeners).filteredOn(each -> each.heard.size() == 2).hasSize(4);
    assertThat(feed.listeners()).isEqualTo(4);
  }

  @Test
  void aListenerMayLeaveWithAnotherWhileItIsCalled() {
    var subscriptions = new ArrayList<Subscription>();
    for (int i = 0; i < 5; i++) {
      var listener = new RecordingListener(feed);
      listener.onUpdate = () -> subscriptions.forEach(Subscription::cancel);
      subscriptions.add(feed.subscribe(thread, listener));
    }
    feed.publish("a");
    thread.runAll();
    assertThat(feed.listeners()).isZero();
  }

  @Test
  void refusesWhileQuiescedAndPublishesAgainAfter() {
    feed.quiesce();
    assertThat(feed.publish("a")).isEqualTo(new Refused(Reason.QUIESCED));
    feed.resume();
    assertThat(feed.publish("a")).isInstanceOf(Published.class);
  }

  @Test
  void tellsItsEndOnceAndThenToEachThatComesLate() {
    var early = new RecordingListener(feed);
    feed.subscribe(thread, early);
    feed.end(FeedListener.End.DELETED);
    feed.end(FeedListener.End.STOPPING);
    thread.runAll();
    var late = new RecordingListener(feed);
    feed.subscribe(thread, late);
    assertThat(early.heard).containsExactly("end DELETED");
    assertThat(late.heard).containsExactly("end DELETED");
    assertThat(feed.publish("a")).isEqualTo(new Refused(Reason.CLOSED));
  }

  @Test
  void givesItsLogBackToTheOthers() {
    var budget = new Semaphore(1);
    var first = new Feed(SPEC, clock, budget, published, null);
    var second = new Feed(SPEC, clock, budget, published, null);
    first.publish("a");
    assertThat(second.publish("a")).isEqualTo(new Refused(Reason.LOG_FULL));
    first.end(FeedListener.End.DELETED);
    assertThat(second.publish("a")).isInstanceOf(Published.class);
  }
}
