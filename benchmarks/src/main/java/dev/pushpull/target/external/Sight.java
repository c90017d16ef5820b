package dev.pushpull.target.external;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An update that a client saw.
 *
 * @param feed number of the feed, from 0
 * @param client number of the client
 * @param version as the server wrote it
 * @param id its number among the versions of its feed, from 1, by their first sight
 * @param timeNanos when it was published by the server's clock, ns since 1970, if it says so
 * @param stamp with which it was published, if it has one
 * @param observedNanos {@code System.nanoTime()} when it was decoded
 * @param bytes length of the answer, event or message that brought it
 */
public record Sight(
    int feed,
    int client,
    String version,
    long id,
    OptionalLong timeNanos,
    Optional<String> stamp,
    long observedNanos,
    int bytes) {}
