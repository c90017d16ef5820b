package dev.pushpull.sut.feed;

/**
 * Jobs since the server's start: {@code created = live + finished + failed + stopped}. All but
 * {@code live} never fall.
 *
 * @param created taken in
 * @param live not ended yet
 * @param finished ended as processed
 * @param failed ended as failed
 * @param stopped that will not end, since their feed takes no update any more: quiesced, deleted,
 *     or the publish log is full
 * @param refused not taken in, since there were too many
 * @param expired forgotten with their feeds some time after their end
 */
public record JobCounts(
    long created,
    long live,
    long finished,
    long failed,
    long stopped,
    long refused,
    long expired) {}
