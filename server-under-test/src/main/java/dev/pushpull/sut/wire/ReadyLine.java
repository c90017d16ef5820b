package dev.pushpull.sut.wire;

/**
 * The line that a server prints for the process that started it, as soon as it listens.
 *
 * @param ready always true
 * @param host where the data listener listens
 * @param port its port
 * @param controlPort the control listener's
 * @param token what a control request must bear
 */
public record ReadyLine(
    boolean ready, long pid, String host, int port, int controlPort, String token) {}
