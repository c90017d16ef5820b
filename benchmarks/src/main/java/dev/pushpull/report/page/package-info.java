/** The report page: stored results as one self-contained HTML file; imported by commands. */
@NullMarked
package dev.pushpull.report.page;

import org.jspecify.annotations.NullMarked;
