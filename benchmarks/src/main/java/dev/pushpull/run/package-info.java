/**
 * How a run lies on disk: its folder, lock, spec and traces. Imports results; imported by
 * operations, simulation, suites, reporting and commands.
 */
@NullMarked
package dev.pushpull.run;

import org.jspecify.annotations.NullMarked;
