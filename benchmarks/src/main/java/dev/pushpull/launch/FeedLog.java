package dev.pushpull.launch;

/**
 * A feed's publish log as the server tells it, version 1 first; instants on the server's clock, in
 * ns.
 */
@SuppressWarnings("ArrayRecordComponent") // parallel columns, compared by nobody
public record FeedLog(long[] publishedAtNanos, long[] dueAtNanos, long[] payloadChecksums) {}
