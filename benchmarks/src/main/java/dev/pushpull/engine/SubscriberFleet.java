package dev.pushpull.engine;

import dev.pushpull.schedule.PollSchedule;

/** Clients that each listen to one feed. */
public interface SubscriberFleet extends ClientFleet {

  /**
   * Lets a polling client poll, once it is connected; push clients ignore it.
   *
   * @param schedule when, on {@code System.nanoTime()}
   */
  void start(int client, PollSchedule schedule);
}
