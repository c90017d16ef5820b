package dev.pushpull.engine.thread;

import dev.pushpull.engine.Answer;
import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.FeedReader;
import dev.pushpull.engine.Request;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.sut.wire.FeedKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one client has for itself, whatever it is made of: a connection, one at a time, its TLS
 * sessions, its bytes. It knows how its server is asked. Safe from any thread.
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

  private final Request plain;

  /** Of a client that is not connected yet. */
  protected Device(
      Carrier carrier, SubscriberOrder order, ListenerGate listener, ByteCounter bytes) {
    this.carrier = carrier;
    this.order = order;
    this.listener = listener;
    this.bytes = bytes;
    this.plain = Request.get(order.feed());
  }

  /**
   * Sends a request, on a new connection if there is none, and waits for the answer.
   *
   * @throws IOException if none came in time, or not all of it
   */
  public abstract Answer call(Request request) throws IOException;

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

  private boolean isLog() {
    return order.kind() == FeedKind.LOG;
  }

  /** A GET that is answered with the newest update, or with all that follows what is held. */
  public Request plain(FeedReader held) {
    return isLog() ? after(held.heldVersion()) : plain;
  }

  /** A GET of what a log feed keeps from behind a version. */
  public Request after(long version) {
    return plain.withParameter("after", version);
  }

  /** With the validator of what is held, as the server sent it (RFC 9110, section 8.8.3). */
  public Request conditional(Request request, FeedReader held) {
    String validator = held.validator();
    return validator == null ? request : request.with("If-None-Match", validator);
  }

  /** Which the server is to hold while nothing is newer (RFC 7240, section 4.3). */
  public Request longPoll(Request request) {
    return request.with("Prefer", "wait=" + order.longPollWait().toSeconds());
  }

  /** Asks for an event stream that goes on behind a version. */
  public Request eventStream(long heldVersion) {
    // In a log feed Last-Event-ID goes before what the query says.
    Request request = (isLog() ? after(0) : plain).with("Accept", "text/event-stream");
    return heldVersion > 0 ? request.with("Last-Event-ID", Long.toString(heldVersion)) : request;
  }

  /** Asks for what a WebSocket is to go on behind; its handshake is yet to be added. */
  public Request webSocket(long heldVersion) {
    return isLog() ? after(heldVersion) : plain;
  }

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
