package dev.pushpull.sut.wire;

import java.util.List;

/**
 * What {@code GET /log} tells: all that the named feeds published after one instant and not after
 * another. Who asks again after the second instant misses nothing and gets nothing twice.
 *
 * @param untilNanos the second instant, on the server's clock
 * @param feeds those that published meanwhile, or whose log is full
 */
public record FeedLogs(long untilNanos, List<FeedLog> feeds) {}
