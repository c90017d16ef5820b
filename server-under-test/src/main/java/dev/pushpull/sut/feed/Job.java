package dev.pushpull.sut.feed;

import dev.pushpull.sut.clock.NanoClock;
import dev.pushpull.sut.wire.JobState;
import dev.pushpull.sut.wire.JobsSpec;
import java.util.SplittableRandom;

/** One job: what was drawn for it, and the feed that tells how far it is. Safe from any thread. */
public final class Job {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Of its service time, a job waits this share before it is worked on. */
  private static final int DISPATCHED_AFTER_PARTS = 10;

  final JobsSpec spec;
  final JobState outcome;
  private final NanoClock clock;
  private final long serviceNanos;
  private final long acceptedNanos;
  private volatile boolean over;

  /**
   * Draws a job.
   *
   * @param index of the job among those of the same settings
   */
  Job(JobsSpec spec, long index, NanoClock clock) {
    // Seeds that differ by the generator's own step would give the same stream, shifted.
    var random = new SplittableRandom(Payloads.mix(spec.seed() + index * Payloads.GOLDEN_GAMMA));
    this.spec = spec;
    this.clock = clock;
    this.serviceNanos = spec.service().sampleNanos(random);
    this.outcome =
        random.nextInt(100) < spec.failurePercent() ? JobState.FAILED : JobState.PROCESSED;
    this.acceptedNanos = clock.nanoTime();
  }

  /**
   * How far it is.
   *
   * @param version that its feed holds, from 1
   */
  public JobState state(long version) {
    return version == 1 ? JobState.ACCEPTED : version == 2 ? JobState.PROCESSING : outcome;
  }

  /** From its acceptance to its end, in ns, as it was drawn. */
  public long serviceNanos() {
    return serviceNanos;
  }

  long processingDueNanos() {
    return acceptedNanos + serviceNanos / DISPATCHED_AFTER_PARTS;
  }

  long endDueNanos() {
    return acceptedNanos + serviceNanos;
  }

  /** Its feed changes no more. */
  void end() {
    over = true;
  }

  /** The expected time to its end, rounded up; 0 when it has ended. */
  int retryAfterSeconds() {
    return over
        ? 0
        : wholeSeconds(spec.service().expectedRemainingNanos(clock.nanoTime() - acceptedNanos));
  }

  /** Rounded up, at least 1. */
  static int wholeSeconds(long nanos) {
    return Math.clamp(Math.ceilDiv(nanos, SECOND_NANOS), 1, Integer.MAX_VALUE);
  }
}
