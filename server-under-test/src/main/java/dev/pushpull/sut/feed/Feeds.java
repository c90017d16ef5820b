package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.wire.FeedSpec;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All feeds of a server, and the publisher that makes their arrivals. Safe from any thread. */
public final class Feeds implements AutoCloseable {

  private static final long LISTENERS_ANSWER_WITHIN_SECONDS = 5;

  private final NanoClock clock;
  private final int maxFeeds;
  private final Semaphore logRoom;
  private final Publisher publisher;
  private final LongAdder published = new LongAdder();
  private final ConcurrentHashMap<String, Feed> feeds = new ConcurrentHashMap<>();
  private final Set<Feed> notStarted = new LinkedHashSet<>(); // guarded by this
  private volatile boolean jobsQuiet; // written under this
  private volatile boolean closed; // written under this

  /**
   * No feed yet, and a publisher that waits.
   *
   * @param maxFeeds how many there may be at once
   * @param maxLogEntries how many updates all logs together may hold, beyond each feed's first
   */
  public Feeds(NanoClock clock, int maxFeeds, long maxLogEntries) {
    this.clock = clock;
    this.maxFeeds = maxFeeds;
    this.logRoom = new Semaphore((int) Math.min(maxLogEntries, Integer.MAX_VALUE));
    this.publisher = new Publisher(clock);
  }

  /**
   * Creates feeds, all or none. Each holds version 1, which is no arrival; arrivals begin with
   * {@link #start}.
   *
   * @throws FeedExistsException if one of the names is taken, or is given twice
   * @throws IllegalArgumentException if there would be too many
   */
  public synchronized List<Feed> create(List<FeedSpec> specs) throws FeedExistsException {
    if (feeds.size() + specs.size() > maxFeeds) {
      throw new IllegalArgumentException(
          "feeds must be at most %d, but would be %d"
              .formatted(maxFeeds, feeds.size() + specs.size()));
    }
    var names = new HashSet<>(feeds.keySet());
    for (FeedSpec spec : specs) {
      if (!names.add(spec.name())) {
        throw new FeedExistsException(spec.name());
      }
    }
    return specs.stream().map(this::enter).toList();
  }

  private Feed enter(FeedSpec spec) {
    var feed = new Feed(spec, clock, logRoom, published, null);
    feeds.put(spec.name(), feed);
    notStarted.add(feed);
    return feed;
  }

  /**
   * Makes and enters a job's feed. Takes no lock: an IO thread must not wait for {@link #quiesce},
   * which waits for IO threads.
   *
   * @return null if its name is taken
   */
  @Nullable Feed enterJob(FeedSpec spec, Job job) {
    var feed = new Feed(spec, clock, logRoom, published, job);
    if (feeds.putIfAbsent(spec.name(), feed) != null) {
      return null;
    }
    if (jobsQuiet) {
      feed.quiesce();
    }
    if (closed) {
      feed.end(FeedListener.End.STOPPING);
    }
    return feed;
  }

  /** Removes a job's feed and ends its listeners, without a lock; false if it is gone already. */
  boolean removeJob(Feed feed) {
    feed.end(FeedListener.End.DELETED);
    return feeds.remove(feed.spec().name(), feed);
  }

  /** Whether there may be another feed. */
  boolean hasRoom() {
    return feeds.size() < maxFeeds;
  }

  /** Whether publishing to the feeds of all jobs is stopped. */
  boolean isQuietForJobs() {
    return jobsQuiet;
  }

  /** Runs a task once, on the publisher's thread; it must not block, and throws nothing. */
  void at(long dueNanos, Runnable task) {
    publisher.at(dueNanos, task);
  }

  /** The feed of a name. */
  public Optional<Feed> find(String name) {
    return Optional.ofNullable(feeds.get(name));
  }

  /** Those whose names begin so, at this moment, in no order. */
  public List<Feed> named(String prefix) {
    return feeds.values().stream().filter(feed -> feed.spec().name().startsWith(prefix)).toList();
  }

  /**
   * Begins the arrivals of all feeds that were created and not started yet, and ends the quiet that
   * {@link #quiesce} began: clients may publish again. Feeds that were stopped stay stopped.
   *
   * @param delayNanos from now to the instant that all arrivals are relative to
   * @param skipNanos how much of every arrival process lies before that instant: what it wanted
   *     then makes no update, and an arrival at offset o is due at the instant + o − skip
   * @return that instant
   */
  public synchronized long start(long delayNanos, long skipNanos) {
    jobsQuiet = false;
    feeds.values().forEach(Feed::resume);
    long startNanos = clock.nanoTime() + delayNanos;
    publisher.start(notStarted, startNanos, skipNanos);
    notStarted.clear();
    return startNanos;
  }

  /**
   * Stops the arrivals and all publishing of some feeds, and tells their listeners. Nothing is
   * published there after this returns, and nobody waits for an update of theirs any more.
   *
   * @param prefix of the names of those feeds; empty for all
   * @return the instant at which nothing was published any more
   */
  public synchronized long quiesce(String prefix) throws InterruptedException {
    jobsQuiet |= Jobs.PREFIX.startsWith(prefix);
    List<Feed> stopped = named(prefix);
    publisher.stop(stopped);
    stopped.forEach(notStarted::remove);
    stopped.forEach(Feed::quiesce);
    long stoppedNanos = clock.nanoTime();
    var groups = stopped.stream().flatMap(feed -> feed.groups().stream()).toList();
    var answered = new CountDownLatch(groups.size());
    groups.forEach(group -> group.tell(FeedListener::onQuiesce, answered::countDown));
    if (!answered.await(LISTENERS_ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "listeners did not answer within " + LISTENERS_ANSWER_WITHIN_SECONDS + " s");
    }
    return stoppedNanos;
  }

  /** Removes a feed and ends its listeners; false if there is none of that name. */
  public synchronized boolean delete(String name) {
    Feed feed = feeds.remove(name);
    if (feed == null) {
      return false;
    }
    notStarted.remove(feed);
    feed.end(FeedListener.End.DELETED);
    return true;
  }

  /** Updates published since the server's start, without each feed's first. */
  public long published() {
    return published.sum();
  }

  /** Stops the publisher and ends all listeners. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      publisher.close();
      feeds.values().forEach(feed -> feed.end(FeedListener.End.STOPPING));
    }
  }
}
