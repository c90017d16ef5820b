package dev.pushpull.sut.page;

import dev.pushpull.sut.feed.Feed;
import dev.pushpull.sut.feed.FeedExistsException;
import dev.pushpull.sut.feed.Feeds;
import dev.pushpull.sut.feed.Publication.Reason;
import dev.pushpull.sut.feed.Publication.Refused;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The feeds that the page shows: a temperature that changes as often as a slider says, a courier on
 * its way, and a chat. All pages that are open share them. Safe from any thread.
 */
public final class DemoFeeds implements AutoCloseable {

  /** The temperature. */
  static final String VALUE = "demo";

  /** The courier's position. */
  static final String COURIER = "courier";

  /** The messages of a chat. */
  static final String CHAT = "chat";

  private static final int MESSAGES_KEPT = 200;

  private static final long SEED = 1;
  private static final double MEAN_DEGREES = 20;
  private static final double DRIFT_BACK = 0.05;

  private final Feeds feeds;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-publisher").daemon().factory());

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final CourierPath courier = new CourierPath(SEED);
  private double degrees = MEAN_DEGREES; // touched on the thread only
  private Future<?> next = CompletableFuture.completedFuture(null); // touched on the thread only
  private volatile Rate rate = Rate.INITIAL;

  /**
   * Creates the feeds and begins to change them.
   *
   * @throws FeedExistsException if one of their names is taken
   */
  public DemoFeeds(Feeds feeds) throws FeedExistsException {
    this.feeds = feeds;
    feeds.create(specs());
    thread.execute(() -> changeValue(System.nanoTime()));
    Future<?> _ = thread.scheduleAtFixedRate(this::everySecond, 0, 1, TimeUnit.SECONDS);
  }

  /** What they are made of: they change by what is published here, and by clients. */
  public static List<FeedSpec> specs() {
    return List.of(spec(VALUE), spec(COURIER), chat());
  }

  private static FeedSpec chat() {
    return spec(CHAT).asLog(MESSAGES_KEPT);
  }

  private static FeedSpec spec(String name) {
    return new FeedSpec(name, new UpdateSource.ClientsOnly(), SEED, 0);
  }

  /** How often the temperature changes. */
  Rate rate() {
    return rate;
  }

  /** Changes how often, from now on: the next update comes a gap of the new rate from here. */
  void setRate(Rate newRate) {
    rate = newRate;
    try {
      thread.execute(
          () -> {
            next.cancel(false);
            schedule(System.nanoTime());
          });
    } catch (RejectedExecutionException e) {
      // The server stops; nothing changes any more.
    }
  }

  private void schedule(long lastDueNanos) {
    long dueNanos = lastDueNanos + rate.gapNanos(random);
    long waitNanos = Math.max(0, dueNanos - System.nanoTime());
    next = thread.schedule(() -> changeValue(dueNanos), waitNanos, TimeUnit.NANOSECONDS);
  }

  private void changeValue(long dueNanos) {
    degrees += (MEAN_DEGREES - degrees) * DRIFT_BACK + random.nextDouble(-1, 1);
    publish(VALUE, String.format(Locale.ROOT, "%.1f °C", degrees), dueNanos);
    schedule(dueNanos);
  }

  private void everySecond() {
    moveCourier();
    // It is its clients that publish to it, so nothing here sees that its log is full.
    if (feeds.find(CHAT).filter(Feed::isLogFull).isPresent()) {
      beginAnew(chat());
    }
  }

  private void moveCourier() {
    if (courier.step()) {
      publish(COURIER, courier.payload(), System.nanoTime());
    }
  }

  /** A feed whose log is full begins anew, so that a page can be left open for months. */
  private void publish(String name, String payload, long dueNanos) {
    boolean full =
        feeds
            .find(name)
            .map(feed -> feed.publish(payload, dueNanos))
            .filter(new Refused(Reason.LOG_FULL)::equals)
            .isPresent();
    if (full) {
      beginAnew(spec(name));
      feeds.find(name).ifPresent(feed -> feed.publish(payload, dueNanos));
    }
  }

  private void beginAnew(FeedSpec spec) {
    if (feeds.delete(spec.name())) {
      try {
        feeds.create(List.of(spec));
      } catch (FeedExistsException e) {
        // Someone else made one of that name in between: as good.
      }
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
