package dev.pushpull.sut.control;

import java.util.SortedMap;

/**
 * What the data listener counted since the server's start. All but {@code openConnections} and
 * {@code parked} never fall.
 *
 * @param requestsByStatus requests by the status of their answer
 * @param aborted requests whose connection was lost before their answer
 * @param updatesSent updates sent, those counted singly that a log feed's document lists
 * @param conflated versions that pushed streams left out
 * @param closedBehind streams of log feeds that fell too far behind
 * @param bytesReceived on the sockets
 * @param bytesSent on the sockets
 * @param connectionsOpened accepted
 * @param tlsHandshakes completed
 * @param openConnections open now
 * @param parked long polls that wait now
 * @param published updates, without each feed's first
 */
public record Totals(
    SortedMap<Integer, Long> requestsByStatus,
    long aborted,
    long updatesSent,
    long conflated,
    long closedBehind,
    long bytesReceived,
    long bytesSent,
    long connectionsOpened,
    long tlsHandshakes,
    long openConnections,
    long parked,
    long published) {}
