package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.ChatMember;
import dev.pushpull.client.Subscriber;
import dev.pushpull.schedule.PollSchedule;
import java.io.IOException;

/** A subscriber of a log, and an outbox. */
final class OkHttpChatMember implements ChatMember {

  private final Subscriber subscriber;
  private final Device listening;
  private final Outbox outbox;
  private final Device sending;
  private final long timeoutNanos;

  /**
   * @param listening the subscriber's
   * @param sending the outbox's
   * @param timeoutNanos for closing
   */
  OkHttpChatMember(
      Subscriber subscriber, Device listening, Outbox outbox, Device sending, long timeoutNanos) {
    this.subscriber = subscriber;
    this.listening = listening;
    this.outbox = outbox;
    this.sending = sending;
    this.timeoutNanos = timeoutNanos;
  }

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

  @Override
  public void send(String payload) {
    outbox.send(payload);
  }

  @Override
  public boolean isSending() {
    return outbox.isSending();
  }

  @Override
  public boolean cut() {
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
    outbox.close(timeoutNanos);
    subscriber.close();
  }

  @Override
  public boolean isConnected() {
    return subscriber.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return listening.total().plus(sending.total());
  }
}
