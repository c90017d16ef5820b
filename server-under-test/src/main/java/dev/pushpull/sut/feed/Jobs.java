package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Submission.Accepted;
import dev.pushpull.sut.feed.Submission.Disabled;
import dev.pushpull.sut.feed.Submission.Quiesced;
import dev.pushpull.sut.feed.Submission.TooMany;
import dev.pushpull.sut.schedule.UpdateSource;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.sut.wire.LogEntries;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that clients submit. Each has a value feed of its own, {@code job-1}, {@code job-2} …, that
 * goes accepted, processing, processed or failed; what the instants are, seeds decide. All timers
 * are entries in the publisher's queue. Safe from any thread; no call blocks.
 */
public final class Jobs {

  /** What the names of jobs' feeds begin with. */
  public static final String PREFIX = "job-";

  private final Feeds feeds;
  private final NanoClock clock;
  private final ConcurrentSkipListMap<Long, Entered> entered = new ConcurrentSkipListMap<>();
  private final AtomicLong names = new AtomicLong();
  private final AtomicInteger live = new AtomicInteger();
  private final LongAdder created = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder stopped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private volatile @Nullable Settings settings;

  /** A specification, and how many jobs were drawn from it. */
  private record Settings(JobsSpec spec, AtomicLong drawn) {}

  private record Entered(long number, Job job, Feed feed) {

    JobsReading.Entry reading() {
      LogEntries log = feed.log();
      return new JobsReading.Entry(
          feed.spec().name(),
          job.state(log.size()),
          job.serviceNanos(),
          publishedAt(log, 1),
          publishedAt(log, 2),
          publishedAt(log, 3));
    }

    private static long publishedAt(LogEntries log, int version) {
      return version <= log.size() ? log.publishedAtNanos(version - 1) : 0;
    }
  }

  /** None can be submitted until {@link #enable}. */
  public Jobs(Feeds feeds, NanoClock clock) {
    this.feeds = feeds;
    this.clock = clock;
  }

  /** Takes jobs from here on; those that are under way go on as they were. */
  public void enable(JobsSpec spec) {
    settings = new Settings(spec, new AtomicLong());
  }

  /** How jobs go; empty if none are taken. */
  public Optional<JobsSpec> spec() {
    return Optional.ofNullable(settings).map(Settings::spec);
  }

  /** Takes a job in, if there may be another. */
  public Submission submit() {
    Settings now = settings;
    if (now == null) {
      return new Disabled();
    }
    if (feeds.isQuietForJobs()) {
      return new Quiesced();
    }
    if (live.incrementAndGet() > now.spec().maxLive() || !feeds.hasRoom()) {
      live.decrementAndGet();
      refused.increment();
      long untilNextEndsNanos = now.spec().service().meanNanos() / now.spec().maxLive();
      return new TooMany(Job.wholeSeconds(untilNextEndsNanos));
    }
    created.increment();
    Entered job = enter(new Job(now.spec(), now.drawn().getAndIncrement(), clock));
    feeds.at(job.job().processingDueNanos(), () -> process(job));
    return new Accepted(job.feed());
  }

  /** Under the next name that no other feed has. */
  private Entered enter(Job job) {
    while (true) {
      long number = names.incrementAndGet();
      var spec = new FeedSpec(PREFIX + number, new UpdateSource.ClientsOnly(), 0, 0);
      Feed feed = feeds.enterJob(spec, job);
      if (feed != null) {
        var mine = new Entered(number, job, feed);
        entered.put(number, mine);
        return mine;
      }
    }
  }

  private void process(Entered job) {
    if (publish(job, JobState.PROCESSING, job.job().processingDueNanos())) {
      feeds.at(job.job().endDueNanos(), () -> end(job));
    } else {
      settle(job, stopped);
    }
  }

  private void end(Entered job) {
    JobState outcome = job.job().outcome;
    job.job().end(); // Before the outcome is seen, so that no answer with it says to ask again.
    boolean done = publish(job, outcome, job.job().endDueNanos());
    settle(job, !done ? stopped : outcome == JobState.FAILED ? failed : finished);
  }

  private static boolean publish(Entered job, JobState state, long dueNanos) {
    return job.feed().publish(state.payload(), dueNanos) instanceof Publication.Published;
  }

  private void settle(Entered job, LongAdder how) {
    job.job().end();
    live.decrementAndGet();
    how.increment();
    long keepNanos = TimeUnit.SECONDS.toNanos(job.job().spec.keepSeconds());
    feeds.at(clock.nanoTime() + keepNanos, () -> expire(job));
  }

  private void expire(Entered job) {
    entered.remove(job.number());
    if (feeds.removeJob(job.feed())) {
      expired.increment();
    }
  }

  /** What happened so far, and the jobs that are not forgotten. */
  public JobsReading reading() {
    return new JobsReading(
        created.sum(),
        live.get(),
        finished.sum(),
        failed.sum(),
        stopped.sum(),
        refused.sum(),
        expired.sum(),
        entered.values().stream().map(Entered::reading).toList());
  }
}
