package dev.pushpull.record.live;

import dev.pushpull.schedule.FixedSchedule;
import dev.pushpull.schedule.PollSchedule;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ticks at a fixed interval, and a pause where the server asks for one: as long as it says, or
 * twice as long each time where it does not say.
 */
final class PoliteSchedule implements PollSchedule {

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final FixedSchedule ticks;
  private final BooleanSupplier refused;
  private long pause = FIRST_PAUSE;

  /**
   * From an instant on.
   *
   * @param refused whether the last answer asked for a pause
   */
  PoliteSchedule(long firstNanos, long intervalNanos, BooleanSupplier refused) {
    this.ticks = new FixedSchedule(firstNanos, intervalNanos);
    this.refused = refused;
  }

  @Override
  public long firstNanos() {
    return ticks.firstNanos();
  }

  @Override
  public long nextNanos(long completedNanos, boolean changed, long hintNanos) {
    if (!refused.getAsBoolean()) {
      pause = FIRST_PAUSE;
      return ticks.nextNanos(completedNanos, changed, hintNanos);
    }
    long asked = Math.max(hintNanos, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    return ticks.nextNanos(completedNanos + asked, changed, hintNanos);
  }

  @Override
  public long missedTicks() {
    return ticks.missedTicks();
  }
}
