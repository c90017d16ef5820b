/**
 * The control listener: creates feeds, starts and stops arrivals, reads log, counters and clock;
 * imported by the root only.
 */
@NullMarked
package dev.pushpull.sut.control;

import org.jspecify.annotations.NullMarked;
