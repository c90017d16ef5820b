/**
 * Closed forms and the oracle: what theory expects; pure functions. Imports specs; imported by
 * measuring and tuning.
 */
@NullMarked
package dev.pushpull.model;

import org.jspecify.annotations.NullMarked;
