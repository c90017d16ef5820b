/**
 * What engines share that run one thread or one object per client: fleets of such clients, workers,
 * counting sockets. Imports {@code engine}; imported by the other engines.
 */
@NullMarked
package dev.pushpull.engine.thread;

import org.jspecify.annotations.NullMarked;
