package dev.pushpull.sut.page;

/**
 * The data listener's totals over all its clients.
 *
 * @param updatesSent messages that carried an update, whatever the way
 * @param parked long polls that wait now
 * @param connectionsOpen now
 */
public record ServerTotals(long updatesSent, int parked, int connectionsOpen) {}
