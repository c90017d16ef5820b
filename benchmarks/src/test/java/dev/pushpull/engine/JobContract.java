package dev.pushpull.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import dev.pushpull.spec.Protocol;
import dev.pushpull.sut.schedule.ServiceTime;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.JobsReading;
import dev.pushpull.sut.wire.JobsSpec;
import dev.pushpull.testkit.EngineCase;
import dev.pushpull.testkit.EngineFixture;
import dev.pushpull.testkit.JobRecorder;
import dev.pushpull.testkit.RealServer;
import dev.pushpull.testkit.Recorder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What clients that submit jobs must do, however they watch them, against the real server. */
@Execution(ExecutionMode.CONCURRENT)
abstract class JobContract {

  private static final int CLIENTS = 2;
  private static final int JOBS = 6;
  private static final long GAP = MILLISECONDS.toNanos(15);
  private static final long POLL_EACH = MILLISECONDS.toNanos(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final List<String> STRATEGIES =
      List.of("poll@10ms", "conditional-poll@10ms", "long-poll", "sse", "websocket");

  private final EngineCase of;
  @AutoClose private final RealServer server;
  private final List<JobRecorder> told = Stream.generate(JobRecorder::new).limit(CLIENTS).toList();

  static Stream<EngineCase> by(Set<EngineFixture> engines) {
    List<EngineFixture> able = engines.stream().filter(EngineFixture::hasJobs).toList();
    return EngineCase.of(able, STRATEGIES, Protocol.H1, Protocol.H1_TLS, Protocol.H2);
  }

  JobContract(EngineCase of) throws Exception {
    this.of = of;
    server = new RealServer(of.protocol());
  }

  @Test
  void eachClientSubmitsAsPlanned() throws Exception {
    enableJobs("constant:20ms", 1_000);
    long first = System.nanoTime() + GAP;
    try (JobFleet fleet = running(first, JOBS)) {
      awaitEnds(fleet, JOBS);
    }
    for (JobRecorder each : told) {
      List<Exchange> submissions = each.submissions();
      assertThat(submissions).hasSize(JOBS);
      for (int job = 0; job < JOBS; job++) {
        Exchange submission = submissions.get(job);
        assertThat(submission.kind()).isEqualTo(Exchange.Kind.SUBMIT);
        assertThat(submission.dueNanos()).isEqualTo(first + job * GAP);
        assertThat(submission.startedNanos()).isGreaterThanOrEqualTo(submission.dueNanos());
        assertThat(submission.completedNanos()).isGreaterThan(submission.startedNanos());
      }
      assertThat(each.connection().failures()).isEmpty();
    }
  }

  @Test
  void learnsOnceHowEachJobEnded() throws Exception {
    enableJobs("exponential:40ms", 1_000);
    try (JobFleet fleet = running(System.nanoTime(), JOBS)) {
      awaitEnds(fleet, JOBS);
    }
    assertThat(ends()).hasSize(CLIENTS * JOBS).isEqualTo(ends(server.jobs().reading()));
    assertThat(ends()).containsValues(JobState.PROCESSED, JobState.FAILED);
    for (JobRecorder each : told) {
      each.states().values().forEach(states -> assertThat(states).isSorted());
    }
  }

  @Test
  void answersAndBytesAreThoseOfTheServer() throws Exception {
    enableJobs("exponential:40ms", 1_000);
    JobFleet fleet = running(System.nanoTime(), JOBS);
    awaitEnds(fleet, JOBS);
    fleet.stop();
    assertThat(fleet.awaitQuiet(PATIENCE)).isTrue();
    fleet.close();
    JsonNode counters = server.awaitCounters(now -> now.path("openConnections").intValue() == 0);
    assertThat(fleet.connected()).isZero();
    assertThat(fleet.bytes())
        .isEqualTo(of.engine().countsBytes() ? RealServer.bytes(counters) : ByteCounts.ZERO);
    var answers = new TreeMap<Integer, Integer>();
    told.forEach(
        each -> each.connection().answers().forEach((s, n) -> answers.merge(s, n, Integer::sum)));
    assertThat(answers).isEqualTo(RealServer.answers(counters));
    assertThat(all(Recorder.Connected.class))
        .isEqualTo(counters.path("connectionsOpened").longValue());
    assertThat(all(Recorder.Secured.class)).isEqualTo(counters.path("tlsHandshakes").longValue());
    // What the feed for connecting says when a client connects is a state of no job.
    assertThat(all(Recorder.Seen.class) + CLIENTS)
        .isEqualTo(counters.path("updatesSent").longValue());
    assertThat(counters.path("aborted").intValue()).isZero();
  }

  @Test
  void submitsNoMoreOnceItIsToldButWatchesOn() throws Exception {
    enableJobs("constant:200ms", 1_000);
    try (JobFleet fleet = running(System.nanoTime(), Integer.MAX_VALUE)) {
      await(() -> told.stream().allMatch(each -> each.submissions().size() >= 2));
      fleet.stopSubmitting();
      await(() -> !fleet.isSubmitting());
      long submitted = server.jobs().reading().created();
      assertThat(fleet.isBusy()).isTrue();
      awaitEnds(fleet, 0);
      assertThat(server.jobs().reading().created()).isEqualTo(submitted);
      assertThat(ends()).hasSize((int) submitted);
    }
  }

  @Test
  void doesNotWatchAJobThatWasRefused() throws Exception {
    enableJobs("constant:500ms", 1);
    try (JobFleet fleet = running(System.nanoTime(), 2)) {
      awaitEnds(fleet, 2);
    }
    JobsReading reading = server.jobs().reading();
    assertThat(reading.refused()).isPositive();
    assertThat(statuses(429)).isEqualTo(reading.refused());
    assertThat(statuses(202)).isEqualTo(reading.created());
    assertThat(ends()).isEqualTo(ends(reading));
  }

  /** Nothing newer will come: whoever waits for it waits for ever. */
  @Test
  void doesNotWatchAJobWhoseSubmissionWasAnsweredWithItsEnd() throws Exception {
    enableJobs("exponential:1ms", 1_000);
    try (JobFleet fleet = running(System.nanoTime(), JOBS)) {
      awaitEnds(fleet, JOBS);
    }
    assertThat(ends()).hasSize(CLIENTS * JOBS).isEqualTo(ends(server.jobs().reading()));
  }

  private void enableJobs(String service, int maxLive) {
    server.jobs().enable(new JobsSpec(ServiceTime.parse(service), 50, maxLive, 1, 60));
  }

  private JobFleet running(long firstNanos, int jobs) throws Exception {
    JobFleet fleet = of.engine().jobs(of.order(server.address(), CLIENTS), told::get);
    assertThat(fleet.connect(ConnectRamp.USUAL)).isEmpty();
    assertThat(fleet.connected()).isEqualTo(CLIENTS);
    for (int client = 0; client < CLIENTS; client++) {
      fleet.start(client, new Steady(firstNanos, jobs));
    }
    return fleet;
  }

  /** Jobs at a fixed rate, each polled for at another. */
  private static final class Steady implements JobFleet.Plan {
    private final long firstNanos;
    private final int jobs;
    private int next;

    Steady(long firstNanos, int jobs) {
      this.firstNanos = firstNanos;
      this.jobs = jobs;
    }

    @Override
    public long nextSubmitNanos() {
      return next == jobs ? NEVER : firstNanos + next++ * GAP;
    }

    @Override
    public PollSchedule watch(int job, long acceptedNanos, long hintNanos) {
      return new FixedSchedule(acceptedNanos + POLL_EACH, POLL_EACH);
    }
  }

  /** Each client has submitted so many, and none that was accepted goes on. */
  private void awaitEnds(JobFleet fleet, int jobs) throws TimeoutException {
    await(() -> told.stream().allMatch(each -> each.submissions().size() >= jobs));
    await(() -> !fleet.isBusy());
  }

  private static void await(BooleanSupplier condition) throws TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("it did not come to that");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long all(Class<?> kind) {
    return told.stream().mapToLong(each -> each.connection().all(kind).size()).sum();
  }

  private long statuses(int status) {
    return told.stream()
        .flatMap(each -> each.submissions().stream())
        .filter(submission -> submission.status() == status)
        .count();
  }

  /** By job; each has one and no more. */
  private Map<String, JobState> ends() {
    var ends = new HashMap<String, JobState>();
    for (JobRecorder each : told) {
      each.states()
          .forEach(
              (feed, states) -> {
                assertThat(states).filteredOn(JobState::isFinal).as(feed).hasSize(1);
                ends.put(feed, states.getLast());
              });
    }
    return ends;
  }

  private static Map<String, JobState> ends(JobsReading reading) {
    var ends = new HashMap<String, JobState>();
    reading.jobs().forEach(job -> ends.put(job.feed(), job.reached()));
    return ends;
  }
}
