/**
 * The report of a sweep: its table, recommendation and findings. Imports {@code report}; imported
 * by the other reports, suites and commands.
 */
@NullMarked
package dev.pushpull.report.sweep;

import org.jspecify.annotations.NullMarked;
