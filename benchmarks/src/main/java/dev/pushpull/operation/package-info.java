/**
 * Runs of single operations and their results, as JSON. Imports specs, plans, results and the
 * folders of runs; imported by verdicts, reporting, {@code suite} and commands.
 */
@NullMarked
package dev.pushpull.operation;

import org.jspecify.annotations.NullMarked;
