package dev.pushpull.sut.page;

/**
 * What a page is told of the server that it comes from.
 *
 * @param protocol what the data listener speaks, as it is spelled for {@code --protocol}
 * @param loopbackOnly whether it listens on a loopback address, so that no other name is its own
 * @param publishing whether clients may publish
 * @param maxWaitSeconds the longest long poll
 */
public record PageFacts(
    String protocol, boolean loopbackOnly, boolean publishing, long maxWaitSeconds) {}
