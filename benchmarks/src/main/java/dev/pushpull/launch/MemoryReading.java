package dev.pushpull.launch;

/** The server's memory after a full collection, in bytes. */
public record MemoryReading(long heapUsedBytes, long rssBytes) {}
