package dev.pushpull.sut.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.feed.Submission.Accepted;
import dev.pushpull.sut.feed.Submission.Disabled;
import dev.pushpull.sut.feed.Submission.Quiesced;
import dev.pushpull.sut.feed.Submission.TooMany;
import dev.pushpull.sut.schedule.Arrivals;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.FeedSpec;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.sut.wire.LogEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs on the real clock, waited for by listening to their feeds. */
@Timeout(30)
final class JobsTest {

  private static final long WITHIN_SECONDS = 10;

  @AutoClose private final Feeds feeds = new Feeds(NanoClock.SYSTEM, 50, 100_000);
  private final Jobs jobs = new Jobs(feeds, NanoClock.SYSTEM);

  private static JobsSpec spec(String service, int failurePercent, int maxLive) {
    return new JobsSpec(ServiceTime.parse(service), failurePercent, maxLive, 7, 1);
  }

  private Feed submit() {
    return ((Accepted) jobs.submit()).feed();
  }

  private static void awaitVersion(Feed feed, long version) throws InterruptedException {
    var reached = new CountDownLatch(1);
    var listener = new RecordingListener(feed);
    listener.onUpdate =
        () -> {
          if (feed.newest().version() >= version) {
            reached.countDown();
          }
        };
    feed.subscribe(Runnable::run, listener);
    listener.onUpdate.run();
    assertThat(reached.await(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** The publisher counts a job only after its last update was seen. */
  private void awaitLive(long live) {
    until(() -> jobs.reading().live() == live);
  }

  private static void until(BooleanSupplier condition) {
    long startNanos = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - startNanos)
          .isLessThan(TimeUnit.SECONDS.toNanos(WITHIN_SECONDS));
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void aJobGoesFromAcceptedOverProcessingToProcessed() throws Exception {
    jobs.enable(spec("constant:50ms", 0, 10));
    Feed feed = submit();
    assertThat(feed.spec().name()).isEqualTo("job-1");
    assertThat(feeds.find("job-1")).contains(feed);
    assertThat(feed.takesPayloads()).isFalse();
    awaitVersion(feed, 2);
    awaitVersion(feed, 3);
    assertThat(JobState.ofPayload(feed.newest().update().payload())).contains(JobState.PROCESSED);
    LogEntries log = feed.log();
    assertThat(log.dueAtNanos(1) - log.dueAtNanos(0)).isLessThanOrEqualTo(5_000_000);
    assertThat(log.dueAtNanos(2) - log.dueAtNanos(1)).isEqualTo(45_000_000);
    assertThat(log.publishedAtNanos(1)).isGreaterThanOrEqualTo(log.dueAtNanos(1));
    assertThat(log.publishedAtNanos(2)).isGreaterThanOrEqualTo(log.dueAtNanos(2));
    awaitLive(0);
    JobsReading told = jobs.reading();
    assertThat(told)
        .isEqualTo(
            new JobsReading(
                1,
                0,
                1,
                0,
                0,
                0,
                0,
                List.of(
                    new JobsReading.Entry(
                        "job-1",
                        JobState.PROCESSED,
                        50_000_000,
                        log.publishedAtNanos(0),
                        log.publishedAtNanos(1),
                        log.publishedAtNanos(2)))));
  }

  @Test
  void aJobSaysWhenToAskAgainUntilItsEnd() throws Exception {
    jobs.enable(spec("constant:1500ms", 0, 10));
    Feed feed = submit();
    assertThat(feed.retryAfterSeconds()).isEqualTo(2);
    awaitVersion(feed, 3);
    assertThat(feed.retryAfterSeconds()).isZero();
  }

  @Test
  void theNthJobTakesTheSameTimeWheneverItComes() {
    jobs.enable(spec("exponential:2s", 30, 40));
    List<Long> first = services(20);
    jobs.enable(spec("exponential:2s", 30, 40));
    List<Long> second = services(40);
    assertThat(second.subList(20, 40)).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
  }

  private List<Long> services(int upTo) {
    var services = new ArrayList<Long>();
    while (jobs.reading().created() < upTo) {
      submit();
    }
    jobs.reading().jobs().forEach(job -> services.add(job.serviceNanos()));
    return services;
  }

  @Test
  void neighbouringJobsAreIndependent() {
    var spec = spec("exponential:1s", 20, 40);
    int failed = 0;
    var services = new double[20_000];
    for (int i = 0; i < services.length; i++) {
      var job = new Job(spec, i, () -> 0);
      services[i] = job.serviceNanos() / 1e9;
      failed += job.outcome == JobState.FAILED ? 1 : 0;
    }
    double covariance = 0;
    for (int i = 1; i < services.length; i++) {
      covariance += (services[i] - 1) * (services[i - 1] - 1);
    }
    assertThat(Math.abs(covariance) / services.length)
        .isLessThan(2.58 / Math.sqrt(services.length));
    // Four standard deviations of a binomial share.
    assertThat(Math.abs(failed / 20_000.0 - 0.2)).isLessThan(4 * Math.sqrt(0.16 / 20_000));
  }

  @Test
  void aJobMayFail() throws Exception {
    jobs.enable(spec("constant:1ms", 100, 10));
    Feed feed = submit();
    awaitVersion(feed, 3);
    assertThat(feed.newest().update().payload()).isEqualTo("{\"state\":\"failed\"}");
    awaitLive(0);
    assertThat(jobs.reading().failed()).isOne();
    assertThat(jobs.reading().finished()).isZero();
  }

  @Test
  void thereAreNoMoreAtOnceThanAllowed() throws Exception {
    jobs.enable(spec("constant:100ms", 0, 3));
    submit();
    submit();
    Feed last = submit();
    assertThat(jobs.submit()).isEqualTo(new TooMany(1));
    assertThat(jobs.reading().refused()).isEqualTo(1);
    awaitVersion(last, 3);
    awaitLive(0);
    assertThat(jobs.submit()).isInstanceOf(Accepted.class);
  }

  @Test
  void thereAreNoMoreThanThereMayBeFeeds() {
    jobs.enable(spec("constant:100s", 0, 1_000));
    for (int i = 0; i < 50; i++) {
      submit();
    }
    assertThat(jobs.submit()).isInstanceOf(TooMany.class);
    assertThat(jobs.reading().live()).isEqualTo(50);
  }

  @Test
  void takesNoNameThatIsTaken() throws Exception {
    feeds.create(List.of(new FeedSpec("job-1", new Arrivals.Periodic(1), 1, 1)));
    jobs.enable(spec("constant:10s", 0, 10));
    assertThat(submit().spec().name()).isEqualTo("job-2");
  }

  @Test
  void finishedJobsExpire() throws Exception {
    jobs.enable(spec("constant:1ms", 0, 10));
    Feed feed = submit();
    var ended = new CountDownLatch(1);
    feed.subscribe(Runnable::run, new EndListener(ended));
    awaitVersion(feed, 3);
    long doneNanos = feed.log().publishedAtNanos(2);
    assertThat(ended.await(WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - doneNanos).isGreaterThanOrEqualTo(1_000_000_000L);
    until(() -> jobs.reading().expired() == 1);
    assertThat(feeds.named("")).isEmpty();
    assertThat(jobs.reading().jobs()).isEmpty();
  }

  private record EndListener(CountDownLatch ended) implements FeedListener {
    @Override
    public void onUpdate() {}

    @Override
    public void onQuiesce() {}

    @Override
    public void onEnd(End why) {
      ended.countDown();
    }
  }

  @Test
  void quiescingStopsThemForGoodAndTakesNoneUntilTheNextStart() throws Exception {
    jobs.enable(spec("constant:100ms", 0, 10));
    Feed feed = submit();
    feeds.quiesce("");
    assertThat(jobs.submit()).isEqualTo(new Quiesced());
    awaitLive(0);
    assertThat(jobs.reading().stopped()).isEqualTo(1);
    assertThat(feed.retryAfterSeconds()).isZero();
    feeds.start(0, 0);
    assertThat(jobs.submit()).isInstanceOf(Accepted.class);
    feeds.quiesce("f");
    assertThat(jobs.submit()).isInstanceOf(Accepted.class);
  }

  @Test
  void aJobWhoseFeedIsDeletedIsStopped() throws Exception {
    jobs.enable(spec("constant:20ms", 0, 10));
    submit();
    assertThat(feeds.delete("job-1")).isTrue();
    awaitLive(0);
    assertThat(jobs.reading().stopped()).isEqualTo(1);
  }

  @Test
  void takesNoneUnlessEnabled() {
    assertThat(jobs.submit()).isEqualTo(new Disabled());
    assertThat(jobs.spec()).isEmpty();
  }

  @Test
  void saysHowJobsMayGo() {
    assertThatThrownBy(() -> spec("constant:1s", 101, 1))
        .hasMessageContainingAll("failurePercent", "0 to 100", "101");
    assertThatThrownBy(() -> spec("constant:1s", 0, 0))
        .hasMessageContainingAll("maxLive", "1 to 20000", "0");
    assertThatThrownBy(() -> new JobsSpec(ServiceTime.parse("constant:1s"), 0, 1, 1, 0))
        .hasMessageContainingAll("keepSeconds", "1 to 3600", "0");
  }
}
