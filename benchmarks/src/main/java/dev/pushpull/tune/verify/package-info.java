/**
 * Measures what was advised, and says whether it holds. Imports {@code tune}; imported by commands.
 */
@NullMarked
package dev.pushpull.tune.verify;

import org.jspecify.annotations.NullMarked;
