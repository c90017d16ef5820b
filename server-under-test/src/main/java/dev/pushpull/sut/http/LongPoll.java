package dev.pushpull.sut.http;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.net.Problem;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/** A request that waits for a newer update. IO thread only. */
final class LongPoll extends WaitingClient {

  private final HttpServerExchange exchange;
  private final long heldVersion;
  private final Runnable answer;

  /**
   * Makes it.
   *
   * @param answer sends what is newer than {@code heldVersion}, and is run when there is something
   */
  LongPoll(
      DataContext context,
      HttpServerExchange exchange,
      Feed feed,
      long heldVersion,
      Runnable answer) {
    super(context, feed);
    this.exchange = exchange;
    this.heldVersion = heldVersion;
    this.answer = answer;
  }

  /** Waits; counted as parked before. */
  void park(long waitSeconds) {
    var thread = exchange.getIoThread();
    watch(exchange);
    runAfter(thread, Duration.ofSeconds(waitSeconds), this::onWaitOver);
    subscribe(thread);
    if (feed.isQuiet()) {
      onQuiesce();
    } else {
      onUpdate();
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
      if (why == End.STOPPING) {
        exchange.setPersistent(false);
      }
      Problem.send(exchange, why == End.DELETED ? 404 : 503, why.toString());
    }
  }

  private void onWaitOver() {
    if (leave()) {
      context.updates().notModified(exchange, feed, feed.newest());
    }
  }

  @Override
  boolean leave() {
    boolean first = super.leave();
    if (first) {
      context.traffic().unpark();
    }
    return first;
  }
}
