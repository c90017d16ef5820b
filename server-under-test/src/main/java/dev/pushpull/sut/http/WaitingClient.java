package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedListener;
import dev.pushpull.sut.feed.Subscription;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * A client whose connection stays open for an update that is still to come: it listens to a feed,
 * has a timer, and leaves once, whatever the reason is. No thread waits with it. IO thread only.
 */
abstract class WaitingClient implements FeedListener {

  final DataContext context;
  final Feed feed;
  private @Nullable Subscription subscription;
  private XnioExecutor.@Nullable Key timer;
  private @Nullable Runnable endWatch;
  private boolean gone;

  WaitingClient(DataContext context, Feed feed) {
    this.context = context;
    this.feed = feed;
  }

  /** Listens from here on; what the feed holds already, the caller looks at after this. */
  final void subscribe(Executor thread) {
    Subscription entered = feed.subscribe(thread, this);
    subscription = entered;
    if (gone) {
      entered.cancel();
    }
  }

  /** Runs a task in a while, in the place of the task before, unless the client is gone by then. */
  final void runAfter(XnioExecutor thread, Duration delay, Runnable task) {
    timer = thread.executeAfter(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Notices when the client ends the exchange's connection without a word. */
  final void watch(HttpServerExchange exchange) {
    endWatch = DisconnectWatch.begin(exchange, context.counts(), () -> abandon(exchange));
  }

  /** Leaves, and cuts the connection: nobody is there to be told, or an answer is half sent. */
  final void abandon(HttpServerExchange exchange) {
    if (leave()) {
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }

  final boolean isGone() {
    return gone;
  }

  /** Listens no longer. True the first time: what is said to the client is the caller's then. */
  boolean leave() {
    if (gone) {
      return false;
    }
    gone = true;
    if (subscription != null) {
      subscription.cancel();
    }
    if (timer != null) {
      timer.remove();
    }
    if (endWatch != null) {
      endWatch.run();
    }
    return true;
  }
}
