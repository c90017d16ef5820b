/**
 * What each benchmark of an operation has in its fork: server, figures, latencies, checks. Imported
 * by {@code operation.wire}, {@code operation.transfer} and the suites.
 */
@NullMarked
package dev.pushpull.operation.fork;

import org.jspecify.annotations.NullMarked;
