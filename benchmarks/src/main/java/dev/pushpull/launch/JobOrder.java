package dev.pushpull.launch;

import dev.pushpull.sut.schedule.ServiceTime;

/**
 * How the jobs are to go that clients submit from now on.
 *
 * @param service from acceptance to end
 * @param failurePercent how many of a hundred jobs fail
 * @param maxLive unfinished jobs at once
 * @param seed of service times and failures: the n-th job from now on has the same
 * @param keepSeconds for how long a finished job's feed can be read
 */
public record JobOrder(
    ServiceTime service, int failurePercent, int maxLive, long seed, int keepSeconds) {}
