package dev.pushpull.client.okhttp;

import dev.pushpull.client.ByteCounts;
import dev.pushpull.client.Carrier;
import dev.pushpull.client.Exchange;
import dev.pushpull.client.ListenerGate;
import dev.pushpull.client.SubscriberListener;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.UpdateStream;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.FeedKind;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Request;

/**
 * One device that runs single operations on request, by the same code as a subscriber. Its readers
 * are platform threads, as the caller is. One thread.
 */
public final class SingleDevice implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final ExecutorService readers =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("reader-", 0).daemon().factory());
  private final Held held = new Held();
  private final boolean deflate;
  private final Device device;
  private final Fetcher fetcher;

  /** Connects at its first operation. */
  public SingleDevice(Carrier carrier, URI feed) {
    this(carrier, feed, PATIENCE);
  }

  private SingleDevice(Carrier carrier, URI feed, Duration callTimeout) {
    var order = new SubscriberOrder(new Strategy.ServerSentEvents(), feed, WAIT, PATIENCE);
    var gate = new ListenerGate(held);
    this.deflate = carrier.protocol().deflates();
    this.device =
        new Device(
            BaseClient.create(carrier.protocol()), carrier, readers, order, callTimeout, gate);
    this.fetcher = new Fetcher(device, gate);
  }

  /** A device whose calls may take as long as the server may hold a long poll. */
  public static SingleDevice forLongPolls(Carrier carrier, URI feed) {
    return new SingleDevice(carrier, feed, WAIT.plus(PATIENCE));
  }

  /**
   * A GET that is answered with the newest update.
   *
   * @return its version
   */
  public long poll() throws IOException {
    check(fetcher.fetch(fetcher.plain(), Exchange.Kind.POLL));
    return held.version;
  }

  /**
   * A GET that must be answered with 304.
   *
   * @return the version held
   */
  public long pollNotModified() throws IOException {
    Fetcher.Outcome outcome = fetcher.fetch(fetcher.conditional().build(), Exchange.Kind.POLL);
    check(outcome);
    if (outcome.fruitful()) {
      throw new IOException("a poll that expected a 304 was answered with a newer version");
    }
    return held.version;
  }

  private static void check(Fetcher.Outcome outcome) throws IOException {
    if (outcome.failure().isPresent()) {
      throw outcome.failure().get();
    }
  }

  /** Has a request wait at the server at all times, from a first poll on. */
  public Listening longPolls() {
    return new RequestLoop("long-poll", device, PATIENCE.toNanos(), this::longPoll);
  }

  private void longPoll(Handover handover) throws IOException {
    handover.arrived(poll());
    while (!Thread.currentThread().isInterrupted()) {
      Request.Builder request = fetcher.conditional().header("Prefer", "wait=" + WAIT.toSeconds());
      check(fetcher.fetch(request.build(), Exchange.Kind.LONG_POLL));
      handover.arrived(held.version);
    }
  }

  /** Reads server-sent events. */
  public Listening events() {
    return new RequestLoop(
        "events",
        device,
        PATIENCE.toNanos(),
        handover -> new OkHttpEventStream(device, FeedKind.VALUE).listen(new Arriving(handover)));
  }

  /** Asks for an upgrade, on the idle connection if there is one. */
  public EchoSocket webSocket() {
    return new EchoSocket(device, deflate, PATIENCE.toNanos());
  }

  /** Bytes of all its connections so far. */
  public ByteCounts bytes() {
    return device.total();
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
    readers.shutdownNow();
  }

  /** The device's last request. */
  private static final class Held implements SubscriberListener {
    private volatile long version;

    @Override
    public void onUpdate(Update update, long observedNanos) {
      version = update.version();
    }

    @Override
    public void onConnectionOpened() {
      // The device counts them.
    }

    @Override
    public void onExchange(Exchange exchange) {
      // The caller waits for it.
    }

    @Override
    public void onReconnect() {
      // Asked for.
    }

    @Override
    public void onFailure(String failure) {
      // Thrown, too.
    }
  }

  /** Hands messages over. */
  private record Arriving(Handover handover) implements UpdateStream.Events {

    @Override
    public void answered(Exchange exchange) {
      // A refusal is thrown, too.
    }

    @Override
    public void opened() {
      handover.opened();
    }

    @Override
    public void message(byte[] document) {
      handover.arrived(document);
    }

    @Override
    public void failed(String failure) {
      handover.failed(new IOException(failure));
    }

    @Override
    public void keptFrom(long oldest) {
      // A value feed keeps no log.
    }

    @Override
    public long heldVersion() {
      return 0;
    }
  }
}
