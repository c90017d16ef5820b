/**
 * What an engine of clients must provide: fleets, ramp, listeners, message readers. Imports specs
 * and schedules; imported by every engine, by targets and trials.
 */
@NullMarked
package dev.pushpull.engine;

import org.jspecify.annotations.NullMarked;
