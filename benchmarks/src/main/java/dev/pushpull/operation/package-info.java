/** Suites of single operations and their results, as JSON; imports specs and results. */
@NullMarked
package dev.pushpull.operation;

import org.jspecify.annotations.NullMarked;
