package dev.pushpull.engine.okhttp;

import dev.pushpull.engine.ByteCounter;
import dev.pushpull.engine.ByteCounts;
import dev.pushpull.engine.Carrier;
import dev.pushpull.engine.Exchange;
import dev.pushpull.engine.SubscriberListener;
import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.thread.ListenerGate;
import dev.pushpull.spec.Strategy;
import dev.pushpull.sut.wire.Update;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
  private final Device device;
  private final Fetcher fetcher;

  /** Connects at its first operation. */
  public SingleDevice(Carrier carrier, URI feed) {
    this(carrier, feed, PATIENCE);
  }

  private SingleDevice(Carrier carrier, URI feed, Duration callTimeout) {
    var order = new SubscriberOrder(new Strategy.ServerSentEvents(), feed, WAIT, PATIENCE);
    this.device =
        new Device(
            BaseClient.create(carrier.protocol()),
            carrier,
            readers,
            order,
            callTimeout,
            new ListenerGate(held),
            new ByteCounter());
    this.fetcher = new Fetcher(device);
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
    if (outcome.changed()) {
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
    return new Loop("long-poll", device, this::longPoll);
  }

  private void longPoll(Listening.Handover handover) throws IOException {
    handover.arrived(poll());
    while (!Thread.currentThread().isInterrupted()) {
      check(fetcher.longPoll());
      handover.arrived(held.version);
    }
  }

  /** Reads server-sent events. */
  public Listening events() {
    return new Loop("events", device, new OkHttpEventStream(device)::listen);
  }

  /** Asks for an upgrade, on the idle connection if there is one. */
  public EchoSocket webSocket() {
    return new EchoSocket(device, PATIENCE.toNanos());
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
  }

  /** A platform thread that reads what is pushed or asks for it again and again. */
  private static final class Loop extends Listening {

    /** What it does until it fails or its connection is cut. */
    @FunctionalInterface
    interface Task {
      void run(Handover handover) throws IOException, InterruptedException;
    }

    private final Thread thread;

    Loop(String name, Device device, Task task) {
      super(device, PATIENCE.toNanos());
      this.thread = Thread.ofPlatform().name(name).daemon().start(() -> run(task));
    }

    private void run(Task task) {
      try {
        task.run(handover);
        handover.failed("the server ended the stream");
      } catch (IOException e) {
        handover.failed(e);
      } catch (InterruptedException e) {
        handover.failed(new IOException("closed", e));
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      super.close();
    }
  }
}
