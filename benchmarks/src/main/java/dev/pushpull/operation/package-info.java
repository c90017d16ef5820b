/**
 * Suites of single operations and their results, as JSON. Imports specs and results; imported by
 * reporting and {@code suite}.
 */
@NullMarked
package dev.pushpull.operation;

import org.jspecify.annotations.NullMarked;
