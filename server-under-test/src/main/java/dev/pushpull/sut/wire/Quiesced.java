package dev.pushpull.sut.wire;

/** What {@code POST /quiesce} tells: when nothing was published any more, on the server's clock. */
public record Quiesced(long stoppedNanos) {}
