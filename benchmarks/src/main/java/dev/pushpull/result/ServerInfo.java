package dev.pushpull.result;

/**
 * The server that was measured.
 *
 * @param pid its process
 * @param port its port for subscribers
 */
public record ServerInfo(long pid, int port) {}
