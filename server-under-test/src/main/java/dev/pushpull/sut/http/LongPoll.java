package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedListener;
import dev.pushpull.sut.feed.Subscription;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** A request that waits for a newer update; no thread waits with it. IO thread only. */
final class LongPoll implements FeedListener {

  private final DataContext context;
  private final Updates updates;
  private final HttpServerExchange exchange;
  private final Feed feed;
  private final long heldVersion;
  private final Runnable answer;
  private @Nullable Subscription subscription;
  private XnioExecutor.@Nullable Key timer;
  private @Nullable HangUpWatch hangUp;
  private boolean answered;

  /**
   * Makes it.
   *
   * @param answer sends what is newer than {@code heldVersion}, and is run when there is something
   */
  LongPoll(
      DataContext context,
      Updates updates,
      HttpServerExchange exchange,
      Feed feed,
      long heldVersion,
      Runnable answer) {
    this.context = context;
    this.updates = updates;
    this.exchange = exchange;
    this.feed = feed;
    this.heldVersion = heldVersion;
    this.answer = answer;
  }

  /** Waits; counted as parked before. */
  void park(long waitSeconds) {
    var thread = exchange.getIoThread();
    hangUp = HangUpWatch.begin(exchange, context.counts(), this::onHangUp);
    timer = thread.executeAfter(this::onWaitOver, waitSeconds, TimeUnit.SECONDS);
    subscription = feed.subscribe(thread, this);
    if (feed.isQuiet()) {
      onQuiesce();
    } else {
      onUpdate();
    }
    if (answered) {
      subscription.cancel();
    }
  }

  @Override
  public void onUpdate() {
    if (feed.newest().version() > heldVersion && leave()) {
      answer.run();
    }
  }

  @Override
  public void onQuiesce() {
    onUpdate();
    onWaitOver();
  }

  @Override
  public void onEnd(End why) {
    if (leave()) {
      switch (why) {
        case DELETED -> Problem.send(exchange, 404, "the feed was deleted");
        case STOPPING -> {
          exchange.setPersistent(false);
          Problem.send(exchange, 503, "the server is stopping");
        }
      }
    }
  }

  private void onWaitOver() {
    if (leave()) {
      updates.notModified(exchange, feed, feed.newest());
    }
  }

  private void onHangUp() {
    if (leave()) {
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }

  /** True the first time: the answer is the caller's to give. */
  private boolean leave() {
    if (answered) {
      return false;
    }
    answered = true;
    if (subscription != null) {
      subscription.cancel();
    }
    if (timer != null) {
      timer.remove();
    }
    if (hangUp != null) {
      hangUp.end();
    }
    context.traffic().unpark();
    return true;
  }
}
