/** Arrival times: pure, seeded, relative; never reads a clock; any package may import it. */
@NullMarked
package dev.pushpull.sut.schedule;

import org.jspecify.annotations.NullMarked;
