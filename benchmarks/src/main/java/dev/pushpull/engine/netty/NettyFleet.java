package dev.pushpull.engine.netty;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Clocks;
import dev.pushpull.engine.ConnectRamp;
import dev.pushpull.engine.SubscriberFleet;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.text.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Clients that share the event loops of their engine. */
final class NettyFleet implements SubscriberFleet {

  /** A server that has more to close than it can in time would be cut off. */
  private static final int CLOSING_AT_ONCE = 256;

  private final List<NettyClient> clients;
  private final Duration timeout;

  /**
   * @param timeout how long an orderly close may take
   */
  NettyFleet(int count, Duration timeout, IntFunction<NettyClient> made) {
    clients = IntStream.range(0, count).mapToObj(made).toList();
    this.timeout = timeout;
  }

  @Override
  public List<String> connect(ConnectRamp ramp) throws InterruptedException {
    var failures = new ArrayList<String>();
    var pending = new ArrayList<Future<Void>>(clients.size());
    try {
      long first = System.nanoTime();
      for (int i = 0; i < clients.size(); i++) {
        Clocks.sleepUntil(first + (long) (i * ramp.gapNanos()));
        pending.add(clients.get(i).connect());
      }
      for (Future<Void> connecting : pending) {
        try {
          connecting.get(ramp.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          failures.add(Reason.of(e));
        } catch (TimeoutException e) {
          failures.add("not connected within " + ramp.timeout().toSeconds() + " s");
        }
      }
    } catch (InterruptedException e) {
      clients.forEach(NettyClient::abandon);
      throw e;
    }
    return failures;
  }

  @Override
  public void start(int client, PollSchedule schedule) {
    clients.get(client).start(schedule);
  }

  @Override
  public long connected() {
    return clients.stream().filter(NettyClient::isConnected).count();
  }

  @Override
  public ByteCounts bytes() {
    return clients.stream().map(NettyClient::bytes).reduce(ByteCounts.ZERO, ByteCounts::plus);
  }

  @Override
  public void stop() {
    clients.forEach(NettyClient::stop);
  }

  @Override
  public boolean awaitQuiet(Duration timeout) throws InterruptedException {
    return await(clients.stream().map(NettyClient::awaitQuiet).toList(), timeout);
  }

  /** Many at once, but not all. */
  @Override
  public void close() {
    var closing = new ArrayList<CompletableFuture<Void>>(clients.size());
    var turns = new Semaphore(CLOSING_AT_ONCE);
    Duration patience = timeout.plus(timeout); // Each has its own limit, and so ends before.
    try {
      boolean inTime = true;
      for (int i = 0; i < clients.size() && inTime; i++) {
        inTime = turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> end = clients.get(i).close();
        closing.add(end);
        var _ = end.whenComplete((_, _) -> turns.release());
      }
      if (!inTime || !await(closing, patience)) {
        clients.forEach(NettyClient::abandon);
      }
    } catch (InterruptedException e) {
      clients.forEach(NettyClient::abandon);
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(List<CompletableFuture<Void>> all, Duration timeout)
      throws InterruptedException {
    var whole = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    return NettySubscriber.await(whole, timeout.toNanos());
  }
}
