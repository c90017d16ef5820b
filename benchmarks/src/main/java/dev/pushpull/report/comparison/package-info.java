/**
 * The report of a comparison of two runs. Imports {@code report}; imported by the page and
 * commands.
 */
@NullMarked
package dev.pushpull.report.comparison;

import org.jspecify.annotations.NullMarked;
