/**
 * JMH: the freshness benchmark, its profiler, and the runner of sweeps; imported by the command
 * line.
 */
@NullMarked
package dev.pushpull.suite;

import org.jspecify.annotations.NullMarked;
