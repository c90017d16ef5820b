/**
 * A sweep turned into ordered trials; imported by reporting, tuning, trials and the sweep runner.
 */
@NullMarked
package dev.pushpull.plan;

import org.jspecify.annotations.NullMarked;
