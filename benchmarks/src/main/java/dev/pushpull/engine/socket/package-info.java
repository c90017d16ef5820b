/**
 * WebSocket clients of bare sockets: the lower bound of cost. Imports {@code engine} and {@code
 * engine.thread}; imported by {@code fork} and operations.
 */
@NullMarked
package dev.pushpull.engine.socket;

import org.jspecify.annotations.NullMarked;
