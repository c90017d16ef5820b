package dev.pushpull.sut.wire;

/**
 * What {@code POST /gc} tells: the server's memory after a full collection, in bytes.
 *
 * @param rssBytes resident set; 0 where the system does not tell
 */
public record MemoryReading(long heapUsedBytes, long rssBytes) {}
