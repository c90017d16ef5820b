/**
 * The report of single operations. Imports {@code report} and {@code report.sweep}; imported by the
 * page, suites and commands.
 */
@NullMarked
package dev.pushpull.report.operation;

import org.jspecify.annotations.NullMarked;
