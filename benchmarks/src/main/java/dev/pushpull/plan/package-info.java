/**
 * A sweep turned into ordered trials. Imports specs and schedules; imported by progress, reporting
 * and the sweep runner.
 */
@NullMarked
package dev.pushpull.plan;

import org.jspecify.annotations.NullMarked;
