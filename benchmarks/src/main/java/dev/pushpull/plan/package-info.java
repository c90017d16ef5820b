/**
 * A sweep turned into ordered trials, and what they need of the machine: open files, ports, memory.
 * Imports specs and schedules; imported by progress, simulation, operations, suites and commands.
 */
@NullMarked
package dev.pushpull.plan;

import org.jspecify.annotations.NullMarked;
