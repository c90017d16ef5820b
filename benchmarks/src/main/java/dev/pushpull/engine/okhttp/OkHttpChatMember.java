package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;

/**
 * A subscriber of a room's log, and an outbox.
 *
 * @param listening the subscriber's
 * @param sending the outbox's, which counts its bytes together with the other
 */
record OkHttpChatMember(Subscriber subscriber, Device listening, Outbox outbox, Device sending)
    implements Subscriber {

  @Override
  public void connect() throws IOException, InterruptedException {
    subscriber.connect();
    try {
      outbox.connect();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void start(PollSchedule schedule) {
    subscriber.start(schedule);
  }

  void send(String payload) {
    outbox.send(payload);
  }

  boolean isSending() {
    return outbox.isSending();
  }

  /** Cuts off every connection that is open; returns whether there was one. */
  boolean cut() {
    boolean one = listening.cut();
    boolean other = sending.cut();
    return one || other;
  }

  @Override
  public void stop() {
    outbox.stop();
    subscriber.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean sent = outbox.awaitQuiet(timeoutNanos);
    return subscriber.awaitQuiet(Math.max(1, deadline - System.nanoTime())) && sent;
  }

  @Override
  public void close() {
    outbox.close(listening.order.timeout().toNanos());
    subscriber.close();
  }

  @Override
  public boolean isConnected() {
    return subscriber.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return listening.total();
  }
}
