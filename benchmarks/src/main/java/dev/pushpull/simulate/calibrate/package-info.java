/**
 * Costs and service times of a measured run for the simulator, and a replay that checks it. Imports
 * {@code simulate}; imported by tuning and commands.
 */
@NullMarked
package dev.pushpull.simulate.calibrate;

import org.jspecify.annotations.NullMarked;
