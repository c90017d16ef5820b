/**
 * A sweep turned into ordered trials, and how many files a process may open for them. Imports specs
 * and schedules; imported by progress, simulation, operations, suites and commands.
 */
@NullMarked
package dev.pushpull.plan;

import org.jspecify.annotations.NullMarked;
