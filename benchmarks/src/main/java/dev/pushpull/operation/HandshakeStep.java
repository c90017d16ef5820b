package dev.pushpull.operation;

/**
 * One step from opening a connection to its first update.
 *
 * @param name what happens, such as {@code TCP connect}
 * @param startMicros median over many handshakes, after the first step's start
 * @param endMicros its end, the same
 * @param bytesUp client to server, counted on the socket
 * @param bytesDown server to client
 * @param text what is sent, such as the request's head; empty if it is not text
 */
public record HandshakeStep(
    String name, double startMicros, double endMicros, long bytesUp, long bytesDown, String text) {}
