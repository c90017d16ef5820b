package dev.pushpull.engine.thread;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A member of a room: a subscriber of the room's log that also sends messages, one after the other
 * and each once. Its listener hears of both of its connections, and its bytes are those of both.
 * {@link #send} and {@link #cut} are safe from any thread.
 */
public abstract class ChatMember implements Subscriber {

  /**
   * How long after a connection's loss the server may still read what was sent on it: far longer
   * than a thread of its waits for a processor.
   */
  static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The connection that does not listen. */
  final Device sending;

  /** Looks into the room's log over {@link #sending}. */
  final LogSearch search;

  private final Device listening;
  private final Subscriber subscriber;
  private volatile long heldVersion; // written by one thread at a time

  /**
   * @param order of the room's log
   */
  ChatMember(DeviceEngine engine, SubscriberOrder order, SubscriberListener listener) {
    var bytes = new ByteCounter();
    var gate =
        new ListenerGate(listener) {
          @Override
          public synchronized void onUpdate(Update update, long observedNanos) {
            super.onUpdate(update, observedNanos);
            seen(update);
          }
        };
    listening = engine.device(order, gate, bytes);
    sending = engine.device(order, order.timeout(), gate, bytes);
    search = new LogSearch(sending);
    subscriber = engine.subscriber(listening, this::socketChanged);
  }

  /** Takes a message; returns at once. */
  abstract void send(String payload);

  /** Whether there are messages that are not known to be published. */
  abstract boolean isSending();

  /** Opens what it sends on, if that is not open anyway. */
  void connectSending() throws IOException {}

  /** A WebSocket that listens can send from here on; null: it is over. On any thread. */
  void socketChanged(Device.@Nullable Sender socket) {}

  /** Lets no further sending begin; returns the worker that may still be at it. */
  abstract Worker stopSending();

  /** The member got an update of its room; quick. */
  void seen(Update update) {
    heldVersion = Math.max(heldVersion, update.version());
  }

  /** The highest version that it got, 0 for none. */
  final long heldVersion() {
    return heldVersion;
  }

  @Override
  public void connect() throws IOException, InterruptedException {
    subscriber.connect();
    try {
      connectSending();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void start(PollSchedule schedule) {
    subscriber.start(schedule);
  }

  /** Cuts off every connection that is open; returns whether there was one. */
  boolean cut() {
    boolean one = listening.cut();
    return sending.cut() || one;
  }

  @Override
  public void stop() {
    stopSending().stop();
    subscriber.stop();
  }

  @Override
  public boolean awaitQuiet(long timeoutNanos) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutNanos;
    boolean sent = stopSending().awaitEnd(timeoutNanos);
    return subscriber.awaitQuiet(Math.max(1, deadline - System.nanoTime())) && sent;
  }

  @Override
  public void close() {
    stopSending().abort(listening.order.timeout().toNanos());
    sending.close();
    subscriber.close();
  }

  @Override
  public boolean isConnected() {
    return subscriber.isConnected();
  }

  @Override
  public ByteCounts bytes() {
    return subscriber.bytes();
  }
}
