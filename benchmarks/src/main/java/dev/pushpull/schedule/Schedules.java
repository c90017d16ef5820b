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
    long least = pace.shortest().toNanos();
    long most = pace.longest().toNanos();
    return switch (pace) {
      case Pace.Fixed fixed -> new FixedSchedule(firstNanos, fixed.interval().toNanos());
      case Pace.Jittered jittered ->
          new JitteredSchedule(firstNanos, jittered.interval().toNanos(), jittered.share(), seed);
      case Pace.Backoff _ -> FeedbackSchedule.backoff(firstNanos, least, most);
      case Pace.Adaptive _ -> FeedbackSchedule.adaptive(firstNanos, least, most);
      case Pace.Hinted _ -> FeedbackSchedule.hinted(firstNanos, least, most);
    };
  }
}
