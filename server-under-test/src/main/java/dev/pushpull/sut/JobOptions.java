package dev.pushpull.sut;

import dev.pushpull.sut.feed.JobsSpec;
import dev.pushpull.sut.schedule.ServiceTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What {@code --jobs} says, and the options that go with it. */
final class JobOptions {

  private @Nullable String service;
  private OptionalInt failurePercent = OptionalInt.empty();
  private OptionalInt maxLive = OptionalInt.empty();
  private OptionalInt keepSeconds = OptionalInt.empty();

  void service(String text) {
    service = text;
  }

  void failurePercent(int percent) {
    failurePercent = OptionalInt.of(percent);
  }

  void maxLive(int jobs) {
    maxLive = OptionalInt.of(jobs);
  }

  void keepSeconds(int seconds) {
    keepSeconds = OptionalInt.of(seconds);
  }

  /**
   * What they amount to; empty if jobs are not taken.
   *
   * @throws IllegalArgumentException that names the option and what it should be
   */
  Optional<JobsSpec> result(long seed) {
    if (service == null) {
      needsJobs("--job-failures", failurePercent);
      needsJobs("--max-jobs", maxLive);
      needsJobs("--job-keep", keepSeconds);
      return Optional.empty();
    }
    try {
      return Optional.of(
          new JobsSpec(
              ServiceTime.parse(service),
              failurePercent.orElse(0),
              maxLive.orElse(JobsSpec.DEFAULT_LIVE),
              seed,
              keepSeconds.orElse(JobsSpec.DEFAULT_KEPT_SECONDS)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--jobs: " + e.getMessage(), e);
    }
  }

  private static void needsJobs(String option, OptionalInt given) {
    if (given.isPresent()) {
      throw new IllegalArgumentException(option + " requires --jobs SERVICE");
    }
  }
}
