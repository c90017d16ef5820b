package dev.pushpull.launch;

import dev.pushpull.sut.schedule.ServiceTime;

/**
 * How a server's jobs are to go.
 *
 * @param service from acceptance to end
 * @param failurePercent how many of a hundred fail, 0 to 100
 * @param seed of service times and failures
 * @param keepSeconds for how long a job that has ended can be read, 1 to 3,600
 */
public record JobsOrder(ServiceTime service, int failurePercent, long seed, int keepSeconds) {

  /** How many unfinished jobs there may be at once, the most that the server allows. */
  static final int MOST_LIVE = 20_000;
}
