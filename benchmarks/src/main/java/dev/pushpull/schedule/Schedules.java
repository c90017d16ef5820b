package dev.pushpull.schedule;

import dev.pushpull.spec.Pace;

/** {@link Pace} → the schedule of one subscriber, the same for real and for simulated ones. */
public final class Schedules {

  private Schedules() {}

  /**
   * A fresh schedule.
   *
   * @param firstNanos when the first poll is due
   * @param seed of what is drawn, the subscriber's own
   */
  public static PollSchedule of(Pace pace, long firstNanos, long seed) {
    return switch (pace) {
      case Pace.Fixed fixed -> new FixedSchedule(firstNanos, fixed.interval().toNanos());
      case Pace.Jittered jittered ->
          new JitteredSchedule(firstNanos, jittered.interval().toNanos(), jittered.share(), seed);
      case Pace.Backoff backoff ->
          FeedbackSchedule.backoff(firstNanos, backoff.least().toNanos(), backoff.most().toNanos());
      case Pace.Adaptive adaptive ->
          FeedbackSchedule.adaptive(
              firstNanos, adaptive.least().toNanos(), adaptive.most().toNanos());
      case Pace.Hinted _ ->
          FeedbackSchedule.hinted(
              firstNanos, Pace.Hinted.UNHINTED.toNanos(), Pace.Hinted.LONGEST.toNanos());
    };
  }
}
