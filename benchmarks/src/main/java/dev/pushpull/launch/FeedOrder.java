package dev.pushpull.launch;

import dev.pushpull.sut.schedule.Arrivals;

/**
 * A feed to create.
 *
 * @param name of letters, digits, dot, dash, underscore
 * @param arrivals what makes its updates
 * @param seed of arrivals and payloads
 * @param payloadBytes length of each payload
 * @param maxAgeSeconds how long its answers say that they may be kept; 0 for no such word
 */
public record FeedOrder(
    String name, Arrivals arrivals, long seed, int payloadBytes, int maxAgeSeconds) {}
