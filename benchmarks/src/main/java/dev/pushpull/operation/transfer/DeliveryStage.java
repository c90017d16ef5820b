package dev.pushpull.operation.transfer;

import dev.pushpull.engine.SubscriberOrder;
import dev.pushpull.engine.okhttp.OkHttpEngine;
import dev.pushpull.engine.socket.SocketEngine;
import dev.pushpull.engine.thread.PerClientEngine;
import dev.pushpull.engine.thread.Subscriber;
import dev.pushpull.operation.fork.Opened;
import dev.pushpull.operation.fork.OperationServer;
import dev.pushpull.operation.wire.Publisher;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import dev.pushpull.spec.StrategyName;
import dev.pushpull.suite.op.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A server, one subscriber and a publisher, for {@link Delivery}. One thread. */
public final class DeliveryStage implements Closeable {

  private static final String FEED = "delivery";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Default duration of the burn-in of both JVMs. */
  public static final Duration BURN_IN = Duration.ofMillis(1_500);

  private static final Duration BETWEEN_BURNT = Duration.ofMillis(2);
  private static final int CONNECTIONS = 4;
  private static final long SEED = 1;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

  private final Strategy strategy;
  private final Opened opened;
  private final OperationServer server;
  private final Publisher publisher;
  private final PerClientEngine stack;
  private final DeliveryObserver observer = new DeliveryObserver();
  private final Subscriber subscriber;
  private long firstTickNanos;
  private long version = 1;
  private long publishes;
  private long publishNanos;

  private DeliveryStage(StrategyName how, OperationServer server, int payloadBytes, Opened opened) {
    this.strategy = how.strategy();
    this.opened = opened;
    this.server = server;
    server.createFeed(FEED, payloadBytes);
    this.publisher = opened.add(Publisher.open(server, FEED, payloadBytes));
    this.stack =
        how.isFloor() ? new SocketEngine(server.carrier()) : new OkHttpEngine(server.carrier());
    opened.add(stack::close);
    this.subscriber = subscriber(observer);
    opened.add(subscriber::close);
  }

  private Subscriber subscriber(DeliveryObserver listener) {
    return stack.subscriber(
        new SubscriberOrder(strategy, server.feed(FEED), Strategy.LongPoll.WAIT, TIMEOUT),
        listener);
  }

  /** Starts a server, burns in both JVMs, connects, and starts a polling subscriber. */
  public static DeliveryStage open(
      StrategyName how, Protocol protocol, int payloadBytes, Duration burnIn) {
    return Opened.orClosed(
        "the subscriber cannot be set up",
        opened -> {
          OperationServer server = OperationServer.open(protocol, CONNECTIONS);
          opened.add(server::close);
          var stage = new DeliveryStage(how, server, payloadBytes, opened);
          stage.burnIn(burnIn);
          stage.subscriber.connect();
          stage.startPolling();
          return stage;
        });
  }

  /** Another subscriber polls in a closed loop, or receives hundreds of updates. */
  private void burnIn(Duration time) throws IOException, InterruptedException {
    var burnt = new DeliveryObserver();
    try (Subscriber other = subscriber(burnt)) {
      other.connect();
      other.start(new FixedSchedule(System.nanoTime(), 1));
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        publisher.publish();
        burnt.awaitVersion(++version, TIMEOUT.toNanos());
        Thread.sleep(BETWEEN_BURNT);
      }
    }
  }

  /** Starts a polling subscriber, and waits for its first response. */
  private void startPolling() throws IOException, InterruptedException {
    firstTickNanos = System.nanoTime();
    if (strategy instanceof Strategy.Poll poll) {
      subscriber.start(Schedules.of(poll.pace(), firstTickNanos, SEED));
      observer.awaitPoll(mostNanos());
    }
  }

  /** When so many updates are published. */
  public PublishInstants instants(int count, long seed) {
    return new PublishInstants(strategy, firstTickNanos, count, seed);
  }

  /** How the subscriber learns of them. */
  public Strategy strategy() {
    return strategy;
  }

  /**
   * Waits until the server has parked a long poll, by the server's own count; an update published
   * earlier would be answered like a plain poll. Returns at once for other strategies.
   *
   * @throws IOException if that takes more than 10 s
   */
  public void awaitListening() throws IOException, InterruptedException {
    if (!(strategy instanceof Strategy.LongPoll)) {
      return;
    }
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (server.counters().parked() < 1) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "the server has parked no long poll within " + TIMEOUT.toSeconds() + " s");
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /**
   * Publishes an update and waits until it is seen; {@link #confirm} must follow. With push, the
   * publish's response is not awaited here, since it may be later than the update. With polls it is
   * awaited and timed, since the update comes half an interval later still.
   *
   * @return from just before the publish was sent until the update was seen, in ns
   */
  public long deliver() throws IOException, InterruptedException {
    long publishedNanos = publisher.send();
    if (!strategy.isPush()) {
      publisher.confirm();
      publishNanos += System.nanoTime() - publishedNanos;
      publishes++;
    }
    return observer.awaitVersion(++version, mostNanos()) - publishedNanos;
  }

  /** Waits for the publish's response, if {@link #deliver} has not. */
  public void confirm() throws IOException {
    if (strategy.isPush()) {
      publisher.confirm();
    }
  }

  private long mostNanos() {
    return strategy.longestInterval().plus(TIMEOUT).toNanos();
  }

  /**
   * How long an update is on its way, without waiting for a poll, in ns: half a publish's round
   * trip until the server has it, half a poll's from the server's read to the client. NaN for a
   * push.
   */
  public double delayNanos() {
    return observer.meanPollNanos() / 2 + (double) publishNanos / publishes / 2;
  }

  /** How many long polls the server has parked so far. */
  public long everParked() {
    return server.counters().everParked();
  }

  /** What the subscriber has seen. */
  public DeliveryObserver observer() {
    return observer;
  }

  /** The version that was published last. */
  public long version() {
    return version;
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
