package dev.pushpull.engine.netty;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client for those who wait for what it does: what chat members and clients with jobs are made
 * of.
 */
record NettySubscriber(NettyClient client) implements Subscriber {

  @Override
  public void connect() throws IOException, InterruptedException {
    try {
      client.connect().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      client.abandon();
      throw e;
    }
  }

  @Override
  public void start(PollSchedule schedule) {
    client.start(schedule);
  }

  @Override
  public void stop() {
    client.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    return await(client.awaitQuiet(), timeoutNanos);
  }

  @Override
  public void close() {
    try {
      if (!await(client.close(), 2 * client.device.order.timeout().toNanos())) {
        client.abandon();
      }
    } catch (InterruptedException e) {
      client.abandon();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what cannot fail; false if the time was not enough. */
  static boolean await(Future<Void> of, long timeoutNanos) throws InterruptedException {
    try {
      of.get(timeoutNanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isConnected() {
    return client.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return client.bytes();
  }
}
