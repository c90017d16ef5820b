package dev.pushpull.result;

/**
 * Exact counts over all windows of a trial; connections, handshakes and reconnects over its whole
 * life.
 *
 * @param published (update, subscriber) pairs: the sum over subscribers of the updates that their
 *     feed published in the windows
 * @param delivered pairs whose update was seen itself
 * @param coalesced pairs where a newer version arrived instead
 * @param undelivered pairs that neither happened to before the drain's end
 * @param duplicates messages with a version that was already held
 * @param conflated versions that the server replaced before they were sent, whole life
 * @param requests HTTP requests sent in the windows
 * @param emptyPolls answered polls that brought nothing newer
 * @param polls answered polls
 * @param longPollTimeouts long polls answered after their wait with nothing newer
 * @param dueTicks ticks of the poll schedules in the windows
 * @param missedTicks those that came while a poll was in flight
 * @param errors failures reported by the clients
 * @param connections connections opened, whole life
 * @param handshakes streams opened (SSE, WebSocket), whole life
 * @param reconnects connections lost and opened again, whole life
 */
public record Counts(
    long published,
    long delivered,
    long coalesced,
    long undelivered,
    long duplicates,
    long conflated,
    long requests,
    long emptyPolls,
    long polls,
    long longPollTimeouts,
    long dueTicks,
    long missedTicks,
    long errors,
    long connections,
    long handshakes,
    long reconnects) {}
