/**
 * When updates come and how long jobs take: arrival processes, recorded traces, service times. All
 * of it is seeded and relative: it never reads a clock, and no file but a trace. Imports {@code
 * text}; any package may import it.
 */
@NullMarked
package dev.pushpull.sut.schedule;

import org.jspecify.annotations.NullMarked;
