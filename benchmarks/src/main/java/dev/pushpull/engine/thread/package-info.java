/**
 * What engines share that make each client by itself: fleets of such clients, workers, counting
 * sockets, and the chat members and clients with jobs of every engine that makes devices. Imports
 * {@code engine}; imported by the other engines.
 */
@NullMarked
package dev.pushpull.engine.thread;

import org.jspecify.annotations.NullMarked;
