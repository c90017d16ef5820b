package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.Fetcher;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.spec.Strategy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * One device that runs single operations on request, by the same code as a subscriber. Its readers
 * are platform threads, as the caller is. One thread.
 */
public final class SingleDevice implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(60);

  private final OkHttpEngine engine;
  private final OkHttpDevice device;
  private final Fetcher fetcher;

  /** Connects at its first operation. */
  public SingleDevice(Carrier carrier, URI feed) {
    this(carrier, feed, Listening.PATIENCE);
  }

  private SingleDevice(Carrier carrier, URI feed, Duration callTimeout) {
    var order =
        new SubscriberOrder(new Strategy.ServerSentEvents(), feed, WAIT, Listening.PATIENCE);
    var readers =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("reader-", 0).daemon().factory());
    this.engine = new OkHttpEngine(carrier, readers);
    var nobody = new ListenerGate(new SubscriberListener() {});
    this.device = engine.device(order, callTimeout, nobody, new ByteCounter());
    this.fetcher = new Fetcher(device);
  }

  /** A device whose calls may take as long as the server may hold a long poll. */
  public static SingleDevice forLongPolls(Carrier carrier, URI feed) {
    return new SingleDevice(carrier, feed, WAIT.plus(Listening.PATIENCE));
  }

  /**
   * A GET that is answered with the newest update.
   *
   * @return its version
   */
  public long poll() throws IOException {
    fetcher.fetch(device.subscription::poll, Exchange.Kind.POLL).orThrow();
    return device.subscription.heldVersion();
  }

  /**
   * A GET that must be answered with 304.
   *
   * @return the version held
   */
  public long pollNotModified() throws IOException {
    if (fetcher
        .fetch(device.subscription::conditionalPoll, Exchange.Kind.POLL)
        .orThrow()
        .changed()) {
      throw new IOException("a poll that expected a 304 was answered with a newer version");
    }
    return device.subscription.heldVersion();
  }

  /** Has a request wait at the server at all times, from a first poll on. */
  public Listening longPolls() {
    return new Listening(device).read("long-poll", this::longPoll);
  }

  private void longPoll(Listening.Handover handover) throws IOException {
    handover.arrived(poll());
    while (!Thread.currentThread().isInterrupted()) {
      fetcher.longPoll().orThrow();
      handover.arrived(device.subscription.heldVersion());
    }
  }

  /** Reads server-sent events. */
  public Listening events() {
    return new Listening(device).read("events", new OkHttpEventStream(device)::listen);
  }

  /** Asks for an upgrade, on the idle connection if there is one. */
  public EchoSocket webSocket() {
    return new EchoSocket(device);
  }

  /** Bytes of all its connections so far. */
  public ByteCounts bytes() {
    return device.bytes.total();
  }

  /** How many connections it opened so far. */
  public int connections() {
    return device.opened();
  }

  /** Cuts the connection by a reset; the next operation opens another. */
  public void reset() {
    device.reset();
  }

  @Override
  public void close() {
    device.reset();
    engine.close();
  }
}
