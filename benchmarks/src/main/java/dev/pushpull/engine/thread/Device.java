package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.Subscription;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one client has for itself, whatever it is made of: a connection, one at a time, its TLS
 * sessions, its bytes. Safe from any thread, its subscription apart.
 */
public abstract class Device {

  /** What it speaks, and how it reads what it gets. */
  public final Carrier carrier;

  /** What it listens to, and how. */
  public final SubscriberOrder order;

  /** Who hears of its connections. */
  public final ListenerGate listener;

  /** Counts the bytes of its sockets. */
  public final ByteCounter bytes;

  /** What it asks, and what it holds. */
  public final Subscription subscription;

  /** Of a client that is not connected yet. */
  protected Device(
      Carrier carrier, SubscriberOrder order, ListenerGate listener, ByteCounter bytes) {
    this.carrier = carrier;
    this.order = order;
    this.listener = listener;
    this.bytes = bytes;
    this.subscription = carrier.subscriptions().of(order, listener);
    listener.show(subscription::shown);
  }

  /**
   * Sends a request, on a new connection if there is none, and waits for the answer.
   *
   * @throws IOException if none came in time, or not all of it
   */
  public abstract Answer call(Request request) throws IOException;

  /**
   * Asks for all that comes before anything else can be asked.
   *
   * @throws IOException if that was refused
   */
  public final void prepare() throws IOException {
    for (var next = subscription.before(); next.isPresent(); next = subscription.before()) {
      long startedNanos = System.nanoTime();
      Answer answer = call(next.get());
      Subscription.Outcome outcome = subscription.read(answer, next.get());
      listener.onExchange(Exchange.since(startedNanos, answer.status(), Exchange.Kind.PREPARE));
      outcome.orThrow();
    }
  }

  /** How many connections were opened so far. */
  public abstract int opened();

  /** Whether its connection is open. */
  public abstract boolean isOpen();

  /**
   * Cuts its connection off, as a lost network does: a reset, and nothing is said before.
   *
   * @return whether there was one
   */
  public abstract boolean cut();

  /** Closes its connection in the orderly way. */
  public abstract void close();

  /** Told by who opens a stream on which messages can be sent, and again when it is over. */
  @FunctionalInterface
  public interface Outgoing {
    /**
     * The stream changed.
     *
     * @param sender sends on it; null: it is over, and what was sent last may not have arrived
     */
    void changed(@Nullable Sender sender);
  }

  /** Sends text messages, in the order in which it is given them. Safe from any thread. */
  @FunctionalInterface
  public interface Sender {
    /** Returns at once; false if the message was certainly not sent. */
    boolean send(String text);
  }
}
