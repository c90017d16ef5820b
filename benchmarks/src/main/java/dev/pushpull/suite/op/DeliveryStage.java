package dev.pushpull.suite.op;

import dev.pushpull.client.ClientStack;
import dev.pushpull.client.Subscriber;
import dev.pushpull.client.SubscriberOrder;
import dev.pushpull.client.okhttp.OkHttpStack;
import dev.pushpull.client.socket.RawSocketStack;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.Schedules;
import dev.pushpull.spec.Protocol;
import dev.pushpull.spec.Strategy;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server, one subscriber and a publisher, for {@link Delivery}. One thread. */
final class DeliveryStage implements Closeable {

  /** In ns: when an update was published, and when it was seen. */
  record Delivered(long publishedNanos, long seenNanos) {

    long latencyNanos() {
      return seenNanos - publishedNanos;
    }
  }

  private static final String FEED = "delivery";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How long both JVMs are run hot, usually. */
  static final Duration BURN_IN = Duration.ofMillis(1_500);

  private static final Duration BETWEEN_BURNT = Duration.ofMillis(2);
  private static final int CONNECTIONS = 4;
  private static final long SEED = 1;

  private final Strategy strategy;
  private final OperationServer server;
  private final Publisher publisher;
  private final ClientStack stack;
  private final DeliverySighting sighting = new DeliverySighting();
  private final Subscriber subscriber;
  private long firstTickNanos;
  private long version = 1;
  private long publishes;
  private long publishNanos;

  private DeliveryStage(Strategy strategy, OperationServer server, int payloadBytes) {
    this.strategy = strategy;
    this.server = server;
    server.createFeed(FEED, payloadBytes);
    this.publisher = Publisher.open(server, FEED, payloadBytes);
    this.stack =
        strategy instanceof Strategy.RawWebSocket
            ? new RawSocketStack(server.carrier())
            : new OkHttpStack(server.carrier());
    this.subscriber = subscriber(sighting);
  }

  private Subscriber subscriber(DeliverySighting listener) {
    return stack.subscriber(
        new SubscriberOrder(strategy, server.feed(FEED), Strategy.LongPoll.WAIT, TIMEOUT),
        listener);
  }

  /** Starts a server, runs both JVMs hot, connects, and lets a polling subscriber poll. */
  static DeliveryStage open(
      Strategy strategy, Protocol protocol, int payloadBytes, Duration burnIn) {
    OperationServer server = OperationServer.open(protocol, CONNECTIONS);
    try {
      var stage = new DeliveryStage(strategy, server, payloadBytes);
      stage.burnIn(burnIn);
      stage.subscriber.connect();
      stage.startPolling();
      return stage;
    } catch (IOException e) {
      server.close();
      throw OperationException.told("the subscriber cannot be set up", e);
    } catch (InterruptedException e) {
      server.close();
      throw OperationServer.interrupted();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Another subscriber polls as fast as it is answered, or is told of hundreds of updates. */
  private void burnIn(Duration time) throws IOException, InterruptedException {
    var burnt = new DeliverySighting();
    try (Subscriber other = subscriber(burnt)) {
      other.connect();
      other.start(new FixedSchedule(System.nanoTime(), 1));
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        publisher.publish();
        burnt.awaitVersion(++version, TIMEOUT.toNanos());
        TimeUnit.NANOSECONDS.sleep(BETWEEN_BURNT.toNanos());
      }
      other.stop();
    }
  }

  /** Lets a polling subscriber poll, and waits for its first answer. */
  private void startPolling() throws IOException, InterruptedException {
    firstTickNanos = System.nanoTime();
    if (strategy instanceof Strategy.Poll poll) {
      subscriber.start(Schedules.of(poll.pace(), firstTickNanos, SEED));
      sighting.awaitPoll(mostNanos());
    }
  }

  /** The instant of the first poll. */
  long firstTickNanos() {
    return firstTickNanos;
  }

  /** Publishes an update and waits until it is seen. */
  Delivered deliver() throws IOException, InterruptedException {
    long publishedNanos = publisher.publish();
    publishNanos += System.nanoTime() - publishedNanos;
    publishes++;
    return new Delivered(publishedNanos, sighting.awaitVersion(++version, mostNanos()));
  }

  private long mostNanos() {
    return strategy.longestInterval().plus(TIMEOUT).toNanos();
  }

  /**
   * How long an update is under way beside waiting for a poll, in ns: half a publish's round trip
   * until the server has it, half a poll's from the server's read to the client.
   */
  double delayNanos() {
    return sighting.meanPollNanos() / 2 + (double) publishNanos / publishes / 2;
  }

  /** What the subscriber has seen. */
  DeliverySighting sighting() {
    return sighting;
  }

  /** The version that was published last. */
  long version() {
    return version;
  }

  @Override
  public void close() throws IOException {
    try (server;
        stack;
        publisher) {
      subscriber.stop();
      subscriber.close();
    }
  }
}
