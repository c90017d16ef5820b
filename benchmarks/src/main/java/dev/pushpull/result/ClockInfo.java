package dev.pushpull.result;

/**
 * The server's monotonic clock less the client's.
 *
 * @param offsetNanos server − client; 0 on the same host and time namespace
 * @param uncertaintyNanos the offset may be off by this much
 */
public record ClockInfo(long offsetNanos, long uncertaintyNanos) {}
