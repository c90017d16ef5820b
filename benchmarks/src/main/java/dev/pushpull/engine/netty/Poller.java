package dev.pushpull.engine.netty;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.AnswerHead;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.Subscription;
import dev.pushpull.engine.thread.Backoff;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Strategy;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request after the other. One that polls does so when a schedule says, which is notified
 * of each answer. One that long-polls has a request wait at the server at all times: it asks again
 * as soon as it is answered, and with {@linkplain Backoff growing waits} while it fails.
 */
final class Poller extends NettyClient {

  private static final byte[] NOTHING = {};

  private final boolean longPoll;
  private final boolean conditional;
  private final long timeoutNanos;
  private final Backoff backoff = new Backoff();
  private @Nullable PollSchedule schedule;
  private @Nullable Future<?> next; // a request that waits for its time
  private @Nullable Future<?> limit; // looks after the answer's deadline
  private @Nullable CompletableFuture<Void> quiet;
  private boolean holdsConnection;

  // The request that is in flight.
  private boolean inFlight;
  private @Nullable Request asked;
  private Exchange.Kind kind = Exchange.Kind.CONNECT;
  private long dueNanos;
  private long startedNanos;
  private @Nullable AnswerHead head;
  private byte[] body = NOTHING;

  Poller(NettyDevice device) {
    super(device);
    Strategy strategy = device.order.strategy();
    longPoll = strategy instanceof Strategy.LongPoll;
    conditional = strategy instanceof Strategy.Poll poll && poll.conditional();
    timeoutNanos =
        device.order.timeout().toNanos() + (longPoll ? device.order.longPollWait().toNanos() : 0);
  }

  @Override
  void open() {
    prepare(() -> send(feed.poll(), Exchange.Kind.CONNECT, System.nanoTime()), this::failed);
  }

  @Override
  void poll(PollSchedule schedule) {
    if (device.order.strategy() instanceof Strategy.Poll && !isStopping()) {
      this.schedule = schedule;
      at(schedule.firstNanos());
    }
  }

  private void at(long nanos) {
    if (isStopping()) {
      return;
    }
    dueNanos = nanos;
    long wait = nanos - System.nanoTime();
    if (wait <= 0) {
      next();
    } else {
      next = device.loop.schedule(this::next, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void next() {
    next = null;
    if (!isStopping()) {
      prepare(this::ask, this::failed);
    }
  }

  private void ask() {
    if (!isStopping()) {
      if (longPoll) {
        send(feed.longPoll(), Exchange.Kind.LONG_POLL, System.nanoTime());
      } else {
        send(conditional ? feed.conditionalPoll() : feed.poll(), Exchange.Kind.POLL, dueNanos);
      }
    }
  }

  private void send(Request request, Exchange.Kind why, long due) {
    if (holdsConnection && !device.isOpen()) {
      holdsConnection = false;
      device.listener.onReconnect();
    }
    kind = why;
    asked = request;
    inFlight = true;
    head = null;
    body = NOTHING;
    startedNanos = System.nanoTime();
    dueNanos = kind == Exchange.Kind.POLL ? due : startedNanos;
    watchDeadline();
    device.ask(request, this);
  }

  /** One timer for many answers: it is set again only where it fires too early for the last one. */
  private void watchDeadline() {
    if (limit == null) {
      long left = startedNanos + timeoutNanos - System.nanoTime();
      limit = device.loop.schedule(this::checkDeadline, left, TimeUnit.NANOSECONDS);
    }
  }

  private void checkDeadline() {
    limit = null;
    if (!inFlight) {
      return;
    }
    if (System.nanoTime() - startedNanos < timeoutNanos) {
      watchDeadline();
    } else {
      device.abandon();
      failed(Failures.timeout());
    }
  }

  @Override
  public void head(AnswerHead head) {
    this.head = head;
    device.noteAnswer();
  }

  @Override
  public void body(ByteBuf part) throws IOException {
    body = WholeAnswer.joined(body, part, feed.maxBytes());
  }

  @Override
  public void end() {
    if (head == null || asked == null) {
      failed(new IOException("an answer without a head"));
      return;
    }
    holdsConnection = true;
    var answer = new Answer(head, body);
    Subscription.Outcome outcome = feed.read(answer, asked);
    device.listener.onExchange(
        new Exchange(dueNanos, startedNanos, outcome.completedNanos(), answer.status(), kind));
    over(outcome);
  }

  @Override
  public void failed(IOException why) {
    over(Subscription.Outcome.failed(why, PollSchedule.NO_HINT));
  }

  private void over(Subscription.Outcome outcome) {
    inFlight = false;
    body = NOTHING;
    outcome.failure().ifPresent(this::tell);
    if (outcome.hasMore()) {
      // What the other answers bring came with the first one's tick.
      prepare(() -> send(feed.more(), kind, System.nanoTime()), this::failed);
      return;
    }
    if (kind == Exchange.Kind.CONNECT) {
      connected(outcome);
    } else if (longPoll) {
      askAgain(outcome);
    } else if (schedule != null && !isStopping()) {
      long free = outcome.completedNanos() + feed.pauseNanos();
      at(schedule.nextNanos(free, outcome.changed(), outcome.hintNanos()));
    }
    if (isStopping() && quiet != null && !inFlight) {
      quiet.complete(null);
    }
  }

  private void connected(Subscription.Outcome outcome) {
    if (outcome.failure().isPresent()) {
      failedToConnect(outcome.failure().get());
    } else {
      arrived();
      if (longPoll) {
        next();
      }
    }
  }

  private void askAgain(Subscription.Outcome outcome) {
    if (outcome.failure().isEmpty()) {
      backoff.reset();
      next();
    } else {
      at(outcome.completedNanos() + Math.max(backoff.nextNanos(), feed.pauseNanos()));
    }
  }

  @Override
  void cease() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  @Override
  CompletableFuture<Void> quiet() {
    if (quiet == null) {
      quiet = new CompletableFuture<>();
    }
    if (!inFlight) {
      quiet.complete(null);
    }
    return quiet;
  }

  @Override
  void end(CompletableFuture<Void> done) {
    if (limit != null) {
      limit.cancel(false);
    }
    if (inFlight) {
      device.abandon();
    }
    device.close(() -> done.complete(null));
  }

  @Override
  boolean isConnected() {
    return device.isOpen();
  }
}
