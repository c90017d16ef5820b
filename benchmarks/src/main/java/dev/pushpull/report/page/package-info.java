/**
 * The report as one HTML page. Imports the other reports; imported by commands and the page of
 * advice.
 */
@NullMarked
package dev.pushpull.report.page;

import org.jspecify.annotations.NullMarked;
