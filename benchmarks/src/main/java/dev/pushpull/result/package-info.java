/**
 * What a trial found, as immutable records and as JSON. Imports specs; imported by everything that
 * measures or reports.
 */
@NullMarked
package dev.pushpull.result;

import org.jspecify.annotations.NullMarked;
