/**
 * Metrics of a result by their names, and whether they meet requirements. Imports results; imported
 * by reporting, tuning and commands.
 */
@NullMarked
package dev.pushpull.metric;

import org.jspecify.annotations.NullMarked;
